-- One row a quantity.
SELECT
    q.doc || '#' || q.id AS key,
    concat_ws('|', q.doc, q.text, q.subject) AS identity,
    q.doc, q.start, q."end", q.text AS quote,
    q.id, r.body, q.value, q.unit, q.bound, q.role, q.subject, q.measure, q.flow, q.place, q.topic,
    q.section_kind, q.period_kind, q.optional, q.damaged, NOT q.damaged AS intact, q.known_unit, q.note,
    CASE WHEN q.measure = 'share' AND q.unit = '%' THEN q.value END AS share
FROM quantities q
LEFT JOIN reports r ON r.doc = q.doc
ORDER BY r.body, r.period_end NULLS FIRST, q.doc, q.start, q.id;
