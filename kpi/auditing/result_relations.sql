-- One row a member of a relation, the whole first. Sentences and lines are cut from the texts by result.py: a report
-- has some hundred members, and a text is walked from its start for each of them in SQL.
SELECT x.doc, x.relation, r.body, x.type, x.verdict, x.note,
       x.computed_low, x.computed_high, x.stated_low, x.stated_high,
       m.member_doc, q.id, q.start, q."end", q.text, q.value, q.unit, q.subject, q.sentence_start, q.sentence_end
FROM relations x
JOIN reports r ON r.doc = x.doc
JOIN relation_members m ON m.doc = x.doc AND m.relation = x.relation
JOIN quantities q ON q.doc = m.member_doc AND q.id = m.quantity
WHERE $doc IS NULL OR x.doc = $doc
ORDER BY r.body, r.period_end NULLS FIRST, x.doc, x.relation, m.place;
