-- Every figure of the warehouse as a row of the frame `figures` (columns.yml); `place` is filled in by Python.
SELECT
    q.doc AS report, q.id,
    1 + length(substr(r.text, 1, q.start)) - length(replace(substr(r.text, 1, q.start), chr(10), '')) AS line,
    q.text, q.value, q.unit, q.bound, q.role, q.subject, q.indicator, q.measure, q.flow,
    q.period_start, q.period_end, q.low, q.high,
    trim(substr(r.text, least(q.sentence_start, q.start) + 1,
                greatest(q.sentence_end, q."end") - least(q.sentence_start, q.start)), ' ' || chr(10)) AS sentence,
    q.start, q."end"
FROM quantities q
JOIN reports r ON r.doc = q.doc
ORDER BY q.doc, q.start, q."end", q.id;
