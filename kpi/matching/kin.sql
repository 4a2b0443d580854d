-- Before a target is called not reported: the figures of the report that may speak of its matter though their words are too unlike.
-- `same_number`: the very number asked for, in its unit, with a word of the target that few numbers have; `near_number`: up to
-- twice of it, with two words of the target, one of them rare.
-- `same_noun`: a figure of the same unit and measure whose subject ends in the same compound noun, one that hardly any number has.
-- … or a figure that just reaches what was asked for, in its unit, with the target's own head among its words, and few with it.
-- `refused`: a level of several years or in another unit (1.3亿元 of 16公里管网), less alike than an answer has to be.
-- `nameless`: the target's words name nothing (全年计划完成投资80亿元); of the numbers that name nothing either, the nearest to it.
-- Two kinds of one class: both compounds say more than the noun that they end with, and nothing of it is the same (人工智能产业园, 现代农业产业园).
CREATE OR REPLACE TEMP MACRO common_end(a, b) AS len([i FOR i IN range(1, 1 + least(12, length(a), length(b))) IF right(a, i) = right(b, i)]);
CREATE OR REPLACE TEMP MACRO apart(a, b) AS len(a) > 0 AND len(b) > 0 AND len(list_intersect(a, b)) = 0;
CREATE OR REPLACE TEMP MACRO two_kinds(a, b) AS apart(bigrams(left(a, length(a) - common_end(a, b))), bigrams(left(b, length(b) - common_end(a, b))));

-- 基层诊疗量 of 基层医疗卫生机构诊疗量: the longer without something in its middle.
CREATE OR REPLACE TEMP MACRO cut_short(long, short) AS length(short) BETWEEN 5 AND length(long) - 1
    AND len([i FOR i IN range(2, length(short) - 1) IF starts_with(long, left(short, i)) AND suffix(long, substr(short, i + 1))]) > 0;

CREATE OR REPLACE TEMP TABLE unanswered AS
SELECT d.target, d.doc, a.rowid AS asked, a.own, a.run, a.near, a.noun, a.head, a.dimension, a.denominator, a.factor, a.measure, a.exclusive, a.said, t.value, t.unit
FROM decided d JOIN asked a ON a.key = d.target JOIN targets t USING (target)
WHERE d.judged = '' AND d.is_due AND t.kind <> 'milestone' AND a.period NOT IN ('several', 'other');

-- The numbers that have one of their rare words in their subject or their clause: all that can be kin but for the last two kinds.
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT u.target, u.doc, t.told
FROM unanswered u
JOIN places p USING (doc)
JOIN asked_mass m USING (asked)
JOIN asked_words w ON w.asked = u.asked AND w.weight = 10 AND rare(w.worth, m.numbers)
JOIN told_words t ON t.place = p.place AND t.word = w.word;

CREATE OR REPLACE TEMP TABLE kin_pairs AS
WITH sides AS (
    SELECT u.*, k.told, b.key, b.noun AS told_noun, b.run AS told_run, b.head AS told_head, b.period, b.measure AS told_measure, b.dimension AS told_dimension, b.denominator AS told_denominator,
           b.exclusive AS told_exclusive, b.said AS told_said, q.value AS told_value, q.unit AS told_unit
    FROM touched k
    JOIN unanswered u USING (target, doc)
    JOIN told b ON b.rowid = k.told
    JOIN quantities q ON q.doc = b.doc AND q.id = b.key
    WHERE NOT b.sized
),
counted_nouns AS (SELECT doc, noun FROM told GROUP BY doc, noun HAVING count(*) <= 3),
counted_heads AS (SELECT doc, head FROM told GROUP BY doc, head HAVING count(*) <= 3),
sorted AS (
    SELECT *,
        value > 1 AND unit NOT IN ('%', '‰') AND told_unit = unit AS in_unit,
        NOT list_has_any([split_part(x, ':', 1) FOR x IN exclusive IF NOT list_contains(told_exclusive, x) AND NOT contains(told_said, split_part(x, ':', 2))],
                         [split_part(x, ':', 1) FOR x IN told_exclusive IF NOT list_contains(exclusive, x) AND NOT contains(said, split_part(x, ':', 2))]) AS compatible
    FROM sides
)
SELECT target, doc, asked, told, key AS quantity, 'same_number' AS why, period, 9 AS least
FROM sorted WHERE in_unit AND told_value = value
UNION ALL
SELECT target, doc, asked, told, key, 'near_number', period, 9
FROM sorted WHERE in_unit AND told_value > value AND told_value <= 2 * value AND told_measure = measure AND period = 'year'
UNION ALL
SELECT target, doc, asked, told, key, 'same_noun', period, 9
FROM sorted SEMI JOIN counted_nouns USING (doc, noun)
WHERE noun <> '' AND told_noun = noun AND told_measure = measure AND told_denominator = denominator
  AND (told_dimension = dimension OR counted(told_dimension) AND counted(dimension)) AND compatible AND NOT two_kinds(run, told_run)
UNION ALL
-- … or in the same head alone, where they share another word too: 家庭养老床位 of 养老家庭照护床位.
SELECT target, doc, asked, told, key, 'same_noun', period, 10
FROM sorted SEMI JOIN counted_heads USING (doc, head)
WHERE head <> '' AND told_head = head AND told_noun <> noun AND told_unit = unit AND told_measure = measure AND measure = 'level' AND period = 'year'
  AND unit NOT IN ('%', '‰') AND compatible AND NOT two_kinds(run, told_run);

INSERT INTO kin_pairs
SELECT u.target, u.doc, u.asked, k.told, b.key, 'same_noun', b.period, 9
FROM touched k
JOIN unanswered u USING (target, doc)
JOIN told b ON b.rowid = k.told
WHERE NOT b.sized AND b.period = 'year' AND b.measure = u.measure AND b.dimension = u.dimension AND b.denominator = u.denominator
  AND cut_short(replace(u.own, '|', ''), replace(b.own, '|', ''));

INSERT INTO kin_pairs
WITH near AS (
    SELECT u.target, u.doc, u.asked, k.told, b.key, b.period, u.head
    FROM touched k
    JOIN unanswered u USING (target, doc)
    JOIN told b ON b.rowid = k.told
    JOIN quantities q ON q.doc = b.doc AND q.id = b.key
    WHERE NOT b.sized AND b.period = 'year' AND b.measure = 'level' AND u.measure = 'level' AND u.head <> '' AND contains(b.own, u.head)
      AND b.dimension = u.dimension AND b.denominator = u.denominator AND b.factor = u.factor AND u.unit NOT IN ('%', '‰') AND u.value > 1 AND q.value BETWEEN u.value AND 1.3 * u.value
)
SELECT target, doc, asked, told, key, 'same_noun', period, 9
FROM near n
WHERE (SELECT count(*) FROM told t WHERE t.doc = n.doc AND contains(t.own, n.head)) <= 3;

-- What they have in common; of those in the same head alone (`least`), in the number's own words.
CREATE OR REPLACE TEMP TABLE kin AS
SELECT k.target, k.doc, k.quantity, k.why, k.period, sum(w.worth) AS worth
FROM kin_pairs k
JOIN asked_mass m USING (asked)
JOIN asked_words w ON w.asked = k.asked AND w.weight = 10
JOIN told_words t ON t.told = k.told AND t.word = w.word AND t.weight >= k.least
GROUP BY k.target, k.doc, k.quantity, k.why, k.period, k.least, m.numbers, m.mass
-- All of the target's words are enough, be it only one: 学位 of 新增学位.
HAVING rare(max(w.worth), m.numbers) AND (k.why <> 'near_number' AND k.least = 9 OR count(*) > 1 OR sum(w.worth) = m.mass);

INSERT INTO kin
SELECT u.target, u.doc, o.quantity, 'refused', o.period, o.score
FROM unanswered u
JOIN outcomes o USING (target, doc)
JOIN told b ON b.doc = o.doc AND b.key = o.quantity
WHERE o.gate IN ('unit', 'period') AND o.asked_measure = 'level' AND o.told_measure = 'level' AND o.role <> 'other' AND o.score >= $refused AND of_the_matter(o.gate, o.asked_measure, o.own_words, o.asked_kind, o.told_kind)
  -- 城镇新增就业 is no 再就业, whatever else the plan says beside it.
  AND NOT list_has_any([split_part(x, ':', 1) FOR x IN u.exclusive IF NOT list_contains(b.exclusive, x)], [split_part(x, ':', 1) FOR x IN b.exclusive IF NOT list_contains(u.exclusive, x)]);

INSERT INTO kin
SELECT u.target, u.doc, b.key, 'nameless', b.period, 0
FROM unanswered u
JOIN told b ON b.doc = u.doc AND b.dimension = u.dimension AND b.denominator = u.denominator AND b.measure = u.measure AND b.period = 'year' AND NOT b.sized
JOIN quantities q ON q.doc = b.doc AND q.id = b.key AND q.unit = u.unit AND q.value BETWEEN 0.9 * u.value AND 1.5 * u.value
WHERE u.own = '' AND length(u.near) <= 2 AND length(b.own) <= 2 AND u.unit NOT IN ('%', '‰')
QUALIFY row_number() OVER (PARTITION BY u.target, u.doc ORDER BY abs(q.value - u.value), q.start) = 1;

DROP TABLE kin_pairs;
DROP TABLE touched;
DROP TABLE told_words;
