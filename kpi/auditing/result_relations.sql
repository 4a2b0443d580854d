-- One row a member of a relation, the whole first.
SELECT x.doc, x.relation, r.body, x.type, x.verdict, x.note,
       x.computed_low, x.computed_high, x.stated_low, x.stated_high,
       q.id, q.start, q."end", q.text, q.value, q.unit, q.subject, q.sentence_start,
       substr(r.text, q.sentence_start + 1, q.sentence_end - q.sentence_start) AS sentence,
       length(substr(r.text, 1, q.start)) - length(replace(substr(r.text, 1, q.start), chr(10), '')) + 1 AS line
FROM relations x
JOIN reports r ON r.doc = x.doc
JOIN relation_members m ON m.doc = x.doc AND m.relation = x.relation
JOIN quantities q ON q.doc = x.doc AND q.id = m.quantity
ORDER BY r.body, r.period_end NULLS FIRST, x.doc, x.relation, m.place;
