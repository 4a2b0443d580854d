-- One row a body and due date: the report that answers for it, and by how many days it is late where there is none.
WITH deadlines AS (
    SELECT body, due, count(*) AS targets, max(plan) AS plan, min(file) AS file, min(line) AS line
    FROM targets GROUP BY body, due
),
answered AS (
    SELECT d.*, (SELECT arg_min(r.doc, (r.period_end, r.doc)) FROM reports r
                 WHERE r.body = d.body AND r.period_end >= d.due) AS report
    FROM deadlines d
)
SELECT
    body || '#' || due AS key, body || '|' || due AS identity, '' AS evidence,
    coalesce(plan, '') AS doc, NULL::INTEGER AS start, NULL::INTEGER AS "end", '' AS quote,
    body, due, targets, plan, file, line, coalesce(report, '') AS report, as_of() AS as_of,
    CASE WHEN report IS NULL AND as_of() > due THEN as_of() - due ELSE 0 END AS days_late,
    '' AS report_kind, due AS report_end
FROM answered
JOIN wanted_bodies USING (body)
ORDER BY body, due;
