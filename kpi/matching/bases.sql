-- What a number came to where another tells where it started: 保护性耕作面积达到4179万亩 after 3800万亩 a year before is 379万亩 added,
-- 62.1% → 63% is 0.9 points, 780元 → 830元 grew by 6.4%. The start stands before it (从…到), in the rate of growth behind it, or in the report of the plan.
CREATE OR REPLACE TEMP TABLE levels AS
SELECT c.target, c.doc, c.quantity, t.plan, c.start, c.unit, c.printed AS level, q."end", q.sentence_start, q.subject, a.direction, c.told_flow, c.asked_measure, c.wanted
FROM considered c
JOIN targets t USING (target)
JOIN asked a ON a.key = c.target
JOIN quantities q ON q.doc = c.doc AND q.id = c.quantity
WHERE c.asked_measure = 'level' AND c.asked_flow = 'new' AND c.told_measure = 'level' AND c.wanted_unit = c.unit AND c.period = 'year' AND NOT c.sized AND NOT c.added
  AND (c.gate = 'flow' OR c.gate = '' AND c.actual > 3 * c.wanted)
  AND c.score >= $review
  OR c.asked_measure = 'points' AND c.told_measure = 'rate' AND c.gate IN ('unit', 'measure') AND c.period IN ('year', 'several') AND c.asked_share >= 0.75 AND c.clause_share >= 0.75
  OR c.asked_measure = 'growth' AND c.told_measure = 'level' AND c.gate IN ('unit', 'measure') AND c.period = 'year' AND NOT c.sized AND c.asked_share >= 0.75 AND c.clause_share >= 0.75;

CREATE OR REPLACE TEMP TABLE bases AS
WITH starts AS (
    SELECT l.*, 1 AS rank, q.value AS base
    FROM levels l JOIN quantities q ON q.doc = l.doc AND q.unit = l.unit AND q.role = 'before' AND q.sentence_start = l.sentence_start AND q."end" BETWEEN l.start - 12 AND l.start
    UNION ALL
    SELECT l.*, 2, l.level / (1 + q.value / 100)
    FROM levels l JOIN quantities q ON q.doc = l.doc AND q.unit = '%' AND q.measure = 'growth' AND q.start BETWEEN l."end" AND l."end" + 6
    WHERE l.unit <> '%' AND l.asked_measure <> 'growth'
    UNION ALL
    SELECT l.*, 3, q.value
    FROM levels l JOIN quantities q ON q.doc = l.plan AND q.unit = l.unit AND q.section_kind = 'review' AND q.role = 'actual' AND q.measure IN ('level', 'rate', 'share')
    WHERE length(q.subject) >= 3 AND l.asked_measure <> 'growth' AND (l.told_flow = 'stock' OR l.unit = '%')
      AND held(l.subject, q.subject) >= 0.8
)
SELECT target, doc, quantity, CAST(round(base, 2) AS DECIMAL(38, 2)) AS base, CASE WHEN asked_measure = 'growth' THEN direction * round(100 * (level / base - 1), 2) WHEN unit = '%' THEN direction * (level - base) ELSE level - base END AS rise
FROM starts
WHERE base > 0.2 * level AND base < 5 * level
  -- Of a growth that two levels fall short of, prices may be the reason: nobody is accused by it.
  AND (asked_measure <> 'growth' OR direction * (level / base - 1) * 100 >= wanted)
QUALIFY row_number() OVER (PARTITION BY target, doc, quantity ORDER BY rank, abs(level - base)) = 1;

UPDATE considered c SET actual = b.rise, least = NULL, most = NULL, bound = '=', gate = '', base = b.base, score = greatest(c.score, sqrt(c.asked_share * c.clause_share))
FROM bases b WHERE b.target = c.target AND b.doc = c.doc AND b.quantity = c.quantity;
