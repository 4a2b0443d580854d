-- For each target without an answer by number: the statement that covers its words best.
CREATE OR REPLACE TEMP TABLE sought AS
SELECT d.target, d.doc, p.place, t.kind = 'milestone' AS milestone, a.word
FROM decided d
JOIN targets t USING (target)
JOIN places p USING (doc)
JOIN asked k ON k.key = d.target
JOIN asked_words a ON a.asked = k.rowid AND a.weight = 10
WHERE d.judged = '';

-- In two steps: DuckDB 2.0 fails on a join over what it unnests of a join (dictionary columns), from some 500,000 rows on.
CREATE OR REPLACE TEMP TABLE all_words AS
SELECT p.place, s.n, s.whole, unnest(bigrams(s.words)) AS word FROM statements s JOIN places p USING (doc);

CREATE OR REPLACE TEMP TABLE statement_words AS
SELECT s.* FROM all_words s SEMI JOIN sought w ON w.place = s.place AND w.word = s.word;

DROP TABLE all_words;

-- A word is worth more the fewer statements of the report hold it; whole numbers, so that sums are exact.
CREATE OR REPLACE TEMP TABLE missing AS
WITH counts AS (SELECT p.place, count(*) AS n FROM statements JOIN places p USING (doc) GROUP BY p.place),
uses AS (SELECT place, word, count(*) AS n FROM statement_words GROUP BY place, word)
SELECT s.target, s.doc, s.place, s.milestone, s.word, round(1e6 * ln(1 + coalesce(c.n, 0) / coalesce(u.n, 1))) AS worth
FROM sought s
LEFT JOIN counts c ON c.place = s.place
LEFT JOIN uses u ON u.place = s.place AND u.word = s.word;

-- Whether what is told goes the way that was asked for; a fall where a rise was asked for is for a person to read.
CREATE OR REPLACE TEMP MACRO opposes(way, ways) AS list_contains(ways, CASE way WHEN 'down' THEN 'up' WHEN 'none' THEN '' ELSE 'down' END);
CREATE OR REPLACE TEMP MACRO agrees(way, ways) AS CASE way WHEN 'kept' THEN list_has_any(ways, ['kept', 'up', 'ahead']) ELSE list_contains(ways, way) END AND NOT opposes(way, ways);

-- 天然林保护二期 for 天然林资源保护二期: a name without something in its middle, half of it and five characters at least.
CREATE OR REPLACE TEMP MACRO shortened(name, words) AS length(name) BETWEEN 7 AND 24 AND len([i FOR i IN range(2, length(name) - 2) IF
    len([j FOR j IN range(i + 1, length(name) - 2) IF i + length(name) - j >= greatest(5, length(name) / 2) AND contains(words, left(name, i) || substr(name, j + 1))]) > 0]) > 0;

-- The compound noun, or the last four characters of what is asked, with what is done to it: 就业规模.
CREATE OR REPLACE TEMP MACRO last_four(own) AS right(split_part(own, '|', -1), 4);
CREATE OR REPLACE TEMP MACRO speaks_of(words, noun, own) AS
    noun <> '' AND contains(words, noun) OR length(last_four(own)) = 4 AND contains(words, last_four(own));

-- The whole compound without its level, and no other level right before it: 传染病监测平台建成并接入市级平台 is of the 区级 one.
CREATE OR REPLACE TEMP MACRO in_full(words, run) AS length(replace(run, '|', '')) >= 6 AND contains(words, replace(run, '|', '')) AND NOT contains(words, '级' || replace(run, '|', ''));

-- The name of a law without whose it is (新修订的临时救助实施细则 of 《泽宁市临时救助实施细则》), with nothing else right before
-- it but a verb of issuing (农村生活垃圾管理条例 is not the city's) and no body of another level anywhere before it (省民政厅修订的…).
CREATE OR REPLACE TEMP MACRO law(title) AS regexp_replace(title, '^.{2,4}?[省市县区旗州]', '');
CREATE OR REPLACE TEMP MACRO level_of(title) AS regexp_extract(title, '^.{2,4}?([省市县区旗州])', 1);
CREATE OR REPLACE TEMP MACRO of_another_level(title, said) AS regexp_matches(replace(said, level_of(title), ''), '[国省市县区旗州]');
CREATE OR REPLACE TEMP MACRO by_law(title, words) AS level_of(title) <> '' AND length(law(title)) >= 6
    AND regexp_matches(words, '(^|\||出台|印发|修订|制定|发布|颁布|实施|施行)' || regexp_escape(law(title))) AND NOT of_another_level(title, split_part(words, law(title), 1));

-- The name that a deliverable begins with, four characters of it: 青岭大峡谷 of 青岭大峡谷国家级旅游景区.
CREATE OR REPLACE TEMP MACRO led_by(words, own) AS length(split_part(own, '|', 1)) > 4 AND NOT contains(left(own, 4), '级') AND contains(words, left(own, 4));

-- The name that it bears in quotes: 汀民通 of “汀民通”智慧民政平台.
CREATE OR REPLACE TEMP MACRO called_by(words, call) AS call <> '' AND contains(words, call);

-- Statements that share a word with the target (clauses for milestones alone, and for these sentences only where they end with
-- what is asked for); a sentence on what excludes it (国家级 for 省级) is on another matter.
CREATE OR REPLACE TEMP TABLE covered AS
WITH found AS (
    SELECT w.target, w.doc, w.milestone, s.n, sum(w.worth) AS found
    FROM missing w JOIN statement_words s ON s.place = w.place AND s.word = w.word AND (s.whole OR w.milestone)
    GROUP BY w.target, w.doc, w.milestone, s.n
)
SELECT c.target, c.doc, c.n, c.found, s.whole, s.start, s."end", CASE WHEN k.way <> '' THEN agrees(k.way, s.ways) ELSE s.done OR s.held AND k.held_asked OR list_has_any(k.acts, s.acts) END AS done, k.way = '' AND s.begun AND NOT (s.held AND k.held_asked) AND NOT list_has_any(k.acts, s.acts) AS begun, s.nearly AND k.finish_asked OR s.prepared AND (k.start_asked OR k.finish_asked) AS nearly, k.way <> '' AND opposes(k.way, s.ways) AS against,
       contains(s.words, k.head) AS headed, CASE WHEN NOT s.whole AND c.found > 0.4 * m.mass THEN shortened(k.name, s.words) ELSE FALSE END AS shortened, k.noun <> '' AND contains(s.words, k.noun) AS nouned,
       speaks_of(s.words, k.noun, k.own) AS ended,
       led_by(s.words, k.own) OR called_by(s.words, k.call) AS led, called_by(s.words, k.call) AS called,
       -- The thing without its description.
       NOT s.whole AND k.thing <> '' AND (contains(s.words || '|', k.thing || '|') OR len([x FOR x IN s.titles IF contains(x, k.thing)]) > 0) AS described,
       -- 彼得国际酒店 and 锦江国际酒店 are two of a kind: nothing of what tells them apart is told.
       len(bigrams(k.proper)) > 0 AND len(list_intersect(bigrams(k.proper), bigrams(s.words))) = 0 AS another
FROM found c
JOIN (SELECT target, doc, sum(worth) AS mass FROM missing GROUP BY target, doc) m USING (target, doc)
JOIN statements s ON s.doc = c.doc AND s.n = c.n
JOIN asked k ON k.key = c.target
WHERE (NOT c.milestone OR NOT s.whole OR speaks_of(s.words, k.noun, k.own)) AND (in_full(s.words, k.run) OR NOT list_has_any([split_part(x, ':', 1) FOR x IN k.exclusive IF NOT list_contains(s.exclusive, x)],
                       [split_part(x, ':', 1) FOR x IN s.exclusive IF NOT list_contains(k.exclusive, x)]));

CREATE OR REPLACE TEMP TABLE matters AS
WITH mass AS (SELECT target, doc, sum(worth) AS mass, count(*) AS n FROM missing GROUP BY target, doc),
titled AS (
    SELECT d.target, d.doc, s.n, 1 AS titled FROM decided d
    JOIN asked a ON a.key = d.target AND len(a.titles) > 0
    JOIN statements s ON s.doc = d.doc AND (list_has_any(a.titles, s.titles) OR len([x FOR x IN a.titles IF by_law(x, s.words)]) > 0)
    WHERE d.judged = ''
),
best AS (
    SELECT c.target, c.doc, c.n, greatest(c.found / m.mass, coalesce(t.titled, 0), CASE WHEN c.shortened THEN 0.9 WHEN c.described THEN 0.7 WHEN c.called THEN $named ELSE 0 END) AS share, c.start, c."end", c.done, c.begun, c.nearly, c.against, c.headed, c.nouned,
           -- One or two clauses: what more of them have is no name.
           c.led AND count(*) FILTER (c.led) OVER (PARTITION BY c.target, c.doc) <= 2 AS led
    FROM covered c
    JOIN mass m USING (target, doc)
    LEFT JOIN titled t ON t.target = c.target AND t.doc = c.doc AND t.n = c.n
    JOIN targets g ON g.target = c.target
    WHERE c.whole = (g.kind <> 'milestone') AND NOT c.another AND m.n > 1 AND m.mass > 0
    QUALIFY row_number() OVER (PARTITION BY c.target, c.doc ORDER BY share DESC, c.done DESC, c.start) = 1
)
-- The deliverable by its own noun and done: a word less is enough (新一轮古城保护传承行动 of 云水古城保护传承三年行动).
-- A milestone in the plan's very words, where they ask for no way to go, was done.
SELECT b.* REPLACE (CASE WHEN t.kind = 'milestone' AND b.headed AND b.done AND NOT b.begun AND b.share BETWEEN $headed AND $milestone THEN $milestone ELSE b.share END AS share, b.done OR t.kind = 'milestone' AND a.way = '' AND NOT b.begun AND contains(substr(r.text, b.start + 1, b."end" - b.start), t.quote) AS done), substr(r.text, b.start + 1, b."end" - b.start) AS text
FROM best b JOIN reports r USING (doc) JOIN targets t ON t.target = b.target JOIN asked a ON a.key = b.target;

-- Milestones of which too few words are told: the likest sentence that names the same compound noun, one of at most three,
-- with a verb or a figure that could answer.
CREATE OR REPLACE TEMP TABLE spoken AS
WITH named AS (
    SELECT target, doc, start, "end", against, found, done OR begun AS answered
    FROM covered SEMI JOIN (FROM targets WHERE kind = 'milestone') USING (target)
    WHERE whole AND ended AND NOT another QUALIFY count(*) OVER (PARTITION BY target, doc) <= 3
),
told AS MATERIALIZED (SELECT n.*, substr(r.text, n.start + 1, n."end" - n.start) AS text FROM named n JOIN reports r USING (doc))
SELECT target, doc, start, "end", against, text
FROM told
WHERE answered OR regexp_matches(text, '[0-9０-９]')
QUALIFY row_number() OVER (PARTITION BY target, doc ORDER BY found DESC, start) = 1;

DROP TABLE covered;
