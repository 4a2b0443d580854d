-- One row a quantity.
SELECT
    q.doc || '#' || q.id AS key,
    concat_ws('|', known_by(q.doc, r.body, r.period_start, r.period_end), q.subject, q.unit, s.worded) AS identity,
    q.text AS evidence,
    q.doc, q.start, q."end", q.text AS quote,
    q.id, r.body, q.value, q.unit, q.bound, q.role, q.subject, q.measure, q.flow, q.place, q.topic, q.indicator,
    q.section_kind, q.period_kind, q.optional, q.damaged, NOT q.damaged AS intact, q.known_unit, q.note,
    CASE WHEN q.measure = 'share' AND q.unit = '%' THEN q.value END AS share,
    coalesce(m.expected, '') AS expected_unit, m.expected IS NULL AS fits_catalogue,
    report_kind_of(r.period_start, r.period_end) AS report_kind, r.period_end AS report_end
FROM quantities q
JOIN reports r ON r.doc = q.doc
JOIN (SELECT doc, low, high, wording(words) AS worded FROM sentences) s ON s.doc = q.doc AND s.low = q.sentence_start AND s.high = q.sentence_end
JOIN wanted_bodies w ON w.body = r.body
LEFT JOIN misfits m ON m.subject = q.subject AND m.unit = q.unit AND q.measure = 'level' AND q.indicator = ''
ORDER BY r.body, r.period_end NULLS FIRST, q.doc, q.start, q.id;
