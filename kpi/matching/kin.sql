-- Before a target is called not reported: the figures of the report that may speak of its matter though their words are too unlike.
-- `same_number`: the very number asked for, in its unit, with a word of the target that few numbers have; `near_number`: up to
-- twice of it, with two words of the target, one of them rare.
-- `same_noun`: a figure of the same unit and measure whose subject ends in the same compound noun, one that hardly any number has.
-- `refused`: a level of several years or in another unit (1.3亿元 of 16公里管网), less alike than an answer has to be.
-- `nameless`: the target's words name nothing (全年计划完成投资80亿元); of the numbers that name nothing either, the nearest to it.
CREATE OR REPLACE TEMP TABLE unanswered AS
SELECT d.target, d.doc, a.own, a.near, a.noun, a.head, a.dimension, a.denominator, a.measure, a.exclusive, a.said, t.value, t.unit
FROM decided d JOIN asked a ON a.key = d.target JOIN targets t USING (target)
WHERE d.judged = '' AND d.is_due AND t.kind <> 'milestone' AND a.period NOT IN ('several', 'other');

CREATE OR REPLACE TEMP TABLE kin_pairs AS
SELECT u.target, u.doc, b.key AS quantity, 'same_number' AS why, b.period, u.own, b.own || '|' || b.clause AS told
FROM unanswered u
JOIN quantities q ON q.doc = u.doc AND q.unit = u.unit AND q.value = u.value
JOIN told b ON b.doc = q.doc AND b.key = q.id
WHERE u.value > 1 AND u.unit NOT IN ('%', '‰') AND NOT b.sized
UNION ALL
SELECT u.target, u.doc, b.key, 'near_number', b.period, u.own, b.own || '|' || b.clause
FROM unanswered u
JOIN quantities q ON q.doc = u.doc AND q.unit = u.unit AND q.value > u.value AND q.value <= 2 * u.value
JOIN told b ON b.doc = q.doc AND b.key = q.id
WHERE u.value > 1 AND u.unit NOT IN ('%', '‰') AND NOT b.sized AND b.measure = u.measure AND b.period = 'year'
UNION ALL
SELECT u.target, u.doc, b.key, 'same_noun', b.period, u.own, b.own || '|' || b.clause
FROM unanswered u
JOIN told b ON b.doc = u.doc AND b.noun = u.noun
WHERE u.noun <> '' AND b.measure = u.measure AND b.denominator = u.denominator
  AND (b.dimension = u.dimension OR counted(b.dimension) AND counted(u.dimension)) AND NOT b.sized
  AND (SELECT count(*) FROM told x WHERE x.doc = u.doc AND x.noun = u.noun) <= 3
  AND NOT list_has_any([split_part(x, ':', 1) FOR x IN u.exclusive IF NOT list_contains(b.exclusive, x) AND NOT contains(b.said, split_part(x, ':', 2))],
                       [split_part(x, ':', 1) FOR x IN b.exclusive IF NOT list_contains(u.exclusive, x) AND NOT contains(u.said, split_part(x, ':', 2))])
UNION ALL
-- … or in the same head alone, where they share another word too: 家庭养老床位 of 养老家庭照护床位.
SELECT u.target, u.doc, b.key, 'same_noun', b.period, u.own, b.own
FROM unanswered u
JOIN told b ON b.doc = u.doc AND b.head = u.head
JOIN quantities q ON q.doc = b.doc AND q.id = b.key AND q.unit = u.unit
WHERE u.head <> '' AND b.noun <> u.noun AND len(list_intersect(bigrams(u.own), bigrams(b.own))) > 1 AND b.measure = u.measure AND u.measure = 'level' AND b.period = 'year' AND NOT b.sized AND u.unit NOT IN ('%', '‰')
  AND (SELECT count(*) FROM told x WHERE x.doc = u.doc AND x.head = u.head) <= 3
  AND NOT list_has_any([split_part(x, ':', 1) FOR x IN u.exclusive IF NOT list_contains(b.exclusive, x) AND NOT contains(b.said, split_part(x, ':', 2))],
                       [split_part(x, ':', 1) FOR x IN b.exclusive IF NOT list_contains(u.exclusive, x) AND NOT contains(u.said, split_part(x, ':', 2))]);

-- In two steps: DuckDB fails on a join over what it unnests of a join.
CREATE OR REPLACE TEMP TABLE kin_words AS
SELECT target, doc, quantity, why, period, unnest(list_intersect(bigrams(own), bigrams(told))) AS word FROM kin_pairs;

CREATE OR REPLACE TEMP TABLE kin AS
SELECT k.target, k.doc, k.quantity, k.why, k.period, sum(w.worth) AS worth
FROM kin_words k JOIN doc_scopes d USING (doc) JOIN scopes s USING (scope) JOIN worths w USING (scope, word)
GROUP BY k.target, k.doc, k.quantity, k.why, k.period, s.numbers
HAVING rare(max(w.worth), s.numbers) AND (k.why <> 'near_number' OR count(*) > 1);

INSERT INTO kin
SELECT u.target, u.doc, o.quantity, 'refused', o.period, o.score
FROM unanswered u
JOIN outcomes o USING (target, doc)
WHERE o.gate IN ('unit', 'period') AND o.asked_measure = 'level' AND o.told_measure = 'level' AND o.role <> 'other' AND o.score >= $refused;

INSERT INTO kin
SELECT u.target, u.doc, b.key, 'nameless', b.period, 0
FROM unanswered u
JOIN told b ON b.doc = u.doc AND b.dimension = u.dimension AND b.denominator = u.denominator AND b.measure = u.measure AND b.period = 'year' AND NOT b.sized
JOIN quantities q ON q.doc = b.doc AND q.id = b.key AND q.unit = u.unit AND q.value BETWEEN 0.9 * u.value AND 1.5 * u.value
WHERE u.own = '' AND length(u.near) <= 2 AND length(b.own) <= 2 AND u.unit NOT IN ('%', '‰')
QUALIFY row_number() OVER (PARTITION BY u.target, u.doc ORDER BY abs(q.value - u.value), q.start) = 1;

DROP TABLE kin_pairs;
DROP TABLE kin_words;
