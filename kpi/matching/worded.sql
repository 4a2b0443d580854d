-- Targets without an answer by number whose matter a clause tells in words: 持平, 全覆盖, 六大, 未达预期. A count has to be the very number.
CREATE OR REPLACE TEMP TABLE worded_answers AS
SELECT u.target, u.doc, w.start, w."end", substr(r.text, w.start + 1, w."end" - w.start) AS text,
       CASE WHEN t.op = '<=' OR u.lower THEN w.value <= t.value ELSE w.value >= t.value END AND w.measure <> 'short' AS met,
       -- Nothing but the matter itself: 部分县固定资产投资增速未达预期 is of a part.
       w.measure = 'short' AND w.value = 0 AND len(list_intersect(bigrams(u.own), bigrams(w.words))) >= 0.8 * greatest(len(bigrams(u.own)), len(bigrams(w.words))) AS short
FROM (SELECT d.target, d.doc, a.own, a.measure, a.exclusive, a.said, a.lower FROM decided d JOIN asked a ON a.key = d.target WHERE d.judged = '' AND d.is_due AND length(a.own) >= 4) u
JOIN targets t ON t.target = u.target AND t.kind <> 'milestone'
JOIN worded w ON w.doc = u.doc AND (w.measure = 'short' OR w.measure = u.measure AND (w.measure <> 'level' OR w.value = t.value))
JOIN reports r ON r.doc = u.doc
WHERE len(list_intersect(bigrams(u.own), bigrams(w.words))) >= CASE WHEN w.measure = 'level' THEN 0.5 ELSE 0.75 END * len(bigrams(u.own))
  AND len(bigrams(u.own)) >= 3
  AND NOT list_has_any([split_part(x, ':', 1) FOR x IN u.exclusive IF NOT list_contains(w.exclusive, x)],
                       [split_part(x, ':', 1) FOR x IN w.exclusive IF NOT list_contains(u.exclusive, x) AND NOT contains(u.said, split_part(x, ':', 2))])
QUALIFY row_number() OVER (PARTITION BY u.target, u.doc ORDER BY len(list_intersect(bigrams(u.own), bigrams(w.words))) DESC, w.start) = 1;
