-- Every figure of the warehouse as a row of the frame `figures` (columns.yml); `place` is filled in by Python.
SELECT
    q.doc AS report, q.id,
    1 + length(substr(r.text, 1, q.start)) - length(replace(substr(r.text, 1, q.start), chr(10), '')) AS line,
    q.text, q.value, q.unit, q.bound, q.role, q.subject, q.indicator, q.measure, q.flow,
    CASE WHEN q.period_end IS NULL AND q.role = 'actual' THEN r.period_start ELSE q.period_start END AS period_start,
    CASE WHEN q.period_end IS NULL AND q.role = 'actual' THEN r.period_end ELSE q.period_end END AS period_end,
    CASE WHEN q.period_end IS NOT NULL THEN 'text' WHEN q.role = 'actual' AND r.period_end IS NOT NULL THEN 'report'
         ELSE '' END AS period_from,
    q.low, q.high,
    trim(substr(r.text, least(q.sentence_start, q.start) + 1,
                greatest(q.sentence_end, q."end") - least(q.sentence_start, q.start)), ' ' || chr(10)) AS sentence,
    q.start, q."end"
FROM quantities q
JOIN reports r ON r.doc = q.doc
ORDER BY q.doc, q.start, q."end", q.id;
