-- One row a member of a relation, the whole first. Sentences and lines are cut from the texts by fetching.py: a report
-- has some hundred members, and a text is walked from its start for each of them in SQL.
WITH chosen AS (
    SELECT x.*, r.body, r.period_end
    FROM relations x
    JOIN reports r ON r.doc = x.doc
    WHERE ($doc IS NULL OR x.doc = $doc) AND ($bodies::VARCHAR[] IS NULL OR list_contains($bodies::VARCHAR[], r.body))
          AND ($contradictions IS NULL OR x.verdict = 'inconsistent')
    ORDER BY r.body, r.period_end NULLS FIRST, x.doc, x.relation
    LIMIT $contradictions
)
SELECT x.doc, x.relation, x.body, x.type, x.verdict, x.rule, x.formula,
       m.member_doc, q.id, q.start, q."end", q.text, q.value, q.unit, q.subject, q.sentence_start, q.sentence_end
FROM chosen x
JOIN relation_members m ON m.doc = x.doc AND m.relation = x.relation
JOIN quantities q ON q.doc = m.member_doc AND q.id = m.quantity
ORDER BY x.body, x.period_end NULLS FIRST, x.doc, x.relation, m.place;
