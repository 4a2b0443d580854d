-- The numbers of the reports of some bodies in text order, with the words around them.
SELECT
    r.body, q.doc, r.period_start AS report_start, r.period_end AS report_end, q.id, q.start, q."end", q.text, q.value,
    q.low, q.high, q.unit, q.bound, q.role, q.subject, q.modifiers, q.flow, q.measure, q.place, q.indicator,
    q.period_kind, q.period_end, q.section_kind, NOT q.damaged AND NOT q.optional AS usable,
    q.sentence_start, q.sentence_end
FROM quantities q
JOIN reports r ON r.doc = q.doc
WHERE list_contains(?::VARCHAR[], r.body) AND r.body <> '' AND r.period_start IS NOT NULL AND r.period_end IS NOT NULL
ORDER BY r.body, q.doc, q.start, q."end", q.id;
