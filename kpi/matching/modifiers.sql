-- What the next plan of the same body makes of a target: another number for the same day, or the same number again.
CREATE OR REPLACE TEMP TABLE modifiers AS
WITH planned AS (
    SELECT t.target, t.body, t.plan, t.plan_period_end AS day, t.due, t.kind, t.value, t.unit, a.measure, a.flow
    FROM targets t JOIN asked a ON a.key = t.target WHERE t.plan_period_end IS NOT NULL
),
next_plan AS (
    SELECT a.target, min(b.day) AS day FROM planned a JOIN planned b ON b.body = a.body AND b.day > a.day GROUP BY a.target
),
mass AS (SELECT key, count(*) AS n FROM asked_words WHERE weight = 1 GROUP BY key),
alike AS (
    SELECT p.target, o.target AS other, count(*)^2 / any_value(m.n * k.n) AS likeness
    FROM planned p
    JOIN next_plan x USING (target)
    JOIN planned o ON o.body = p.body AND o.day = x.day AND o.kind = p.kind AND o.unit = p.unit AND o.measure = p.measure
    JOIN asked_words v ON v.key = p.target AND v.weight = 1
    JOIN asked_words w ON w.key = o.target AND w.weight = 1 AND w.word = v.word
    JOIN mass m ON m.key = p.target
    JOIN mass k ON k.key = o.target
    GROUP BY p.target, o.target
    QUALIFY likeness >= 0.7 AND row_number() OVER (PARTITION BY p.target ORDER BY likeness DESC, o.target) = 1
)
SELECT a.target, a.other, o.value AS other_value,
       CASE WHEN p.value IS NOT DISTINCT FROM o.value THEN 'carried_over' WHEN p.due = o.due THEN 'revised' END AS modifier,
       p.due = o.due AND p.value > o.value AS lowered
FROM alike a JOIN planned p USING (target) JOIN planned o ON o.target = a.other;
