-- Targets without an answer by number whose matter a clause tells in words: 持平, 全覆盖, 六大, 未达预期, 控制在预算内. A count has to be the very number, and so have things told by their names.
CREATE OR REPLACE TEMP TABLE worded_answers AS
WITH unanswered AS (
    SELECT d.target, d.doc, bigrams(a.own) AS pairs, a.measure, a.exclusive, a.said, a.lower, t.op, t.value
    FROM decided d JOIN asked a ON a.key = d.target JOIN targets t USING (target)
    WHERE d.judged = '' AND d.is_due AND length(a.own) >= 2 AND t.kind <> 'milestone'
),
clauses AS (SELECT *, bigrams(words) AS pairs FROM worded),
likely AS (
    SELECT u.target, u.doc, w.start, w."end", len(list_intersect(u.pairs, w.pairs)) AS alike,
           CASE WHEN u.op = '<=' OR u.lower THEN w.value <= u.value ELSE w.value >= u.value END AND w.measure NOT IN ('short', 'kept') AS met,
           w.measure = 'kept' AS kept,
           -- Nothing but the matter itself: 部分县固定资产投资增速未达预期 is of a part.
           w.measure = 'short' AND w.value = 0 AND alike >= 0.8 * greatest(len(u.pairs), len(w.pairs)) AS short
    FROM unanswered u
    JOIN clauses w ON w.doc = u.doc AND (w.measure IN ('short', 'kept') OR w.measure = u.measure AND (w.measure <> 'level' OR w.value = u.value) OR w.measure = 'named' AND u.measure = 'level' AND w.value = u.value AND w.value > 1)
    WHERE alike >= CASE WHEN w.measure IN ('level', 'named') OR w.measure = 'kept' AND len(u.pairs) >= 3 THEN 0.5 ELSE 0.75 END * len(u.pairs)
      AND (len(u.pairs) >= 3 OR w.measure = 'kept' AND len(u.pairs) > 0)
      AND NOT list_has_any([split_part(x, ':', 1) FOR x IN u.exclusive IF NOT list_contains(w.exclusive, x)],
                           [split_part(x, ':', 1) FOR x IN w.exclusive IF NOT list_contains(u.exclusive, x) AND NOT contains(u.said, split_part(x, ':', 2))])
    QUALIFY row_number() OVER (PARTITION BY u.target, u.doc ORDER BY alike DESC, w.start) = 1
)
SELECT l.target, l.doc, l.start, l."end", substr(r.text, l.start + 1, l."end" - l.start) AS text, l.met, l.short, l.kept
FROM likely l JOIN reports r USING (doc);
