-- The figures of the reports of some bodies in text order, as the formulas look at them.
SELECT
    r.body, q.doc, q.id, q.start, q."end", q.text, q.value, q.unit, q.bound, q.role, q.subject, q.head, q.modifiers, q.flow,
    q.measure, q.place, q.topic, q.indicator, q.low, q.high, q.last_place, q.period_kind, q.period_start, q.period_end,
    q.sentence_start, q.sentence_end, q.section, q.optional, q.damaged
FROM quantities q
JOIN reports r ON r.doc = q.doc
WHERE list_contains(?::VARCHAR[], r.body)
ORDER BY r.body, q.doc, q.start, q."end", q.id;
