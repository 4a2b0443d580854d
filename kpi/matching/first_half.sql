-- A plan of the second half asks for what comes on top of the first: 全年新建150公里 answers 下半年新建80公里 with 150 less the 120 that its review told.
-- Only where the plan does not speak of the whole year, and both reviews tell the same subject of their own periods.
CREATE OR REPLACE TEMP TABLE first_halves AS
SELECT c.target, c.doc, c.quantity, CAST(round(q.value, 2) AS DECIMAL(38, 2)) AS base, c.printed - q.value AS rest
FROM considered c
JOIN targets t USING (target)
JOIN reports p ON p.doc = t.plan
JOIN reports r ON r.doc = c.doc
JOIN quantities n ON n.doc = c.doc AND n.id = c.quantity
JOIN quantities q ON q.doc = t.plan AND q.unit = c.unit
WHERE t.kind = 'amount' AND c.asked_measure = 'level' AND c.told_measure = 'level' AND c.asked_flow <> 'stock' AND c.wanted_unit = c.unit AND c.gate = '' AND c.base IS NULL AND NOT c.pinned
  AND month(p.period_start) = 1 AND month(p.period_end) = 6 AND year(r.period_end) = year(p.period_end) AND month(r.period_start) = 1 AND NOT regexp_matches(t.quote, '全年|年度|今年')
  AND n.period_kind = 'period' AND q.period_kind = 'period' AND q.section_kind = 'review' AND q.role = 'actual' AND q.measure = n.measure AND q.flow = n.flow AND q.flow <> 'stock'
  AND q.value <= c.printed AND length(q.subject) >= 3
  AND held(n.subject, q.subject) >= 0.8
QUALIFY row_number() OVER (PARTITION BY c.target, c.doc, c.quantity ORDER BY held(n.subject, q.subject) DESC, length(q.subject) DESC, q.start) = 1;

UPDATE considered c SET actual = f.rest, least = NULL, most = NULL, bound = '=', base = f.base
FROM first_halves f WHERE f.target = c.target AND f.doc = c.doc AND f.quantity = c.quantity;
