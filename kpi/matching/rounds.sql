-- Which report judges which target: the later reports of the same body, up to the first that covers the due date.
CREATE OR REPLACE TEMP TABLE rounds AS
WITH later AS (
    SELECT t.target, r.doc, r.period_end, t.due, r.period_end >= t.due AS is_due,
           -- Progress counts from the year's start, or from the plan's end where that is later (a 下半年 plan).
           greatest(make_date(year(t.due), 1, 1), coalesce(t.plan_period_end + 1, make_date(year(t.due), 1, 1))) AS since
    FROM targets t
    JOIN reports r ON r.body = t.body AND r.doc IS DISTINCT FROM t.plan
        AND r.period_end > coalesce(t.plan_period_end, make_date(year(t.due), 1, 1))
),
first_due AS (SELECT target, min(period_end) AS day FROM later WHERE is_due GROUP BY target)
SELECT l.*, l.period_end = max(l.period_end) OVER (PARTITION BY l.target) AS is_latest,
       least(1.0, (l.period_end - l.since + 1) / greatest(1, l.due - l.since + 1))::DOUBLE AS elapsed
FROM later l
LEFT JOIN first_due f USING (target)
WHERE f.day IS NULL OR l.period_end <= f.day;
