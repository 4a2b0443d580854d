-- What the next plan of the same body makes of a target: another number for the same day, or the same number
-- again, and whether in other words.
CREATE OR REPLACE TEMP TABLE modifiers AS
WITH planned AS (
    SELECT t.target, t.body, t.plan, t.plan_period_end AS day, t.due, t.kind, t.value, t.unit, a.measure, a.own AS words
    FROM targets t JOIN asked a ON a.key = t.target WHERE t.plan_period_end IS NOT NULL
),
next_plan AS (
    SELECT body, day, lead(day) OVER (PARTITION BY body ORDER BY day) AS next_day FROM (SELECT DISTINCT body, day FROM planned)
),
own AS (SELECT a.key, w.word FROM asked a JOIN asked_words w ON w.asked = a.rowid AND w.weight = 10),
mass AS (SELECT key, count(*) AS n FROM own GROUP BY key),
pairs AS (
    SELECT p.target, o.target AS other
    FROM planned p
    JOIN next_plan x ON x.body = p.body AND x.day = p.day
    JOIN planned o ON o.body = p.body AND o.day = x.next_day AND o.kind = p.kind AND o.unit = p.unit AND o.measure = p.measure
),
alike AS (
    SELECT p.target, p.other, count(*)^2 / any_value(m.n * k.n) AS likeness
    FROM pairs p
    JOIN own v ON v.key = p.target
    JOIN own w ON w.key = p.other AND w.word = v.word
    JOIN mass m ON m.key = p.target
    JOIN mass k ON k.key = p.other
    GROUP BY p.target, p.other
    QUALIFY likeness >= 0.7 AND row_number() OVER (PARTITION BY p.target ORDER BY likeness DESC, p.other) = 1
)
SELECT a.target, a.other, o.value AS other_value,
       CASE WHEN p.value IS NOT DISTINCT FROM o.value THEN 'carried_over' WHEN p.due = o.due THEN 'revised' END AS modifier,
       p.due = o.due AND p.value > o.value AS lowered, p.words <> o.words AS reworded
FROM alike a JOIN planned p USING (target) JOIN planned o ON o.target = a.other;
