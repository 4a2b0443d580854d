-- Milestones that name several things (A、B等项目建成投产): which of them a clause of the report tells done or under way. A thing is
-- told where a clause has seven tenths of the words that no other of them has, or its proper name: 百府悦 of 百府悦酒店.
CREATE OR REPLACE TEMP TABLE named AS
SELECT d.target, d.doc, p.place, u.part, u.name FROM decided d
JOIN places p USING (doc)
JOIN (SELECT key, unnest(parts) AS name, generate_subscripts(parts, 1) AS part FROM asked WHERE len(parts) > 0) u ON u.key = d.target
WHERE d.judged = '';

CREATE OR REPLACE TEMP TABLE named_words AS SELECT target, doc, place, part, unnest(bigrams(name)) AS word FROM named;

CREATE OR REPLACE TEMP TABLE own_parts AS
SELECT w.target, w.doc, w.place, w.part, w.word, coalesce(m.worth, 0) AS worth
FROM (FROM named_words QUALIFY count(*) OVER (PARTITION BY target, doc, word) = 1) w
LEFT JOIN missing m ON m.target = w.target AND m.doc = w.doc AND m.word = w.word;

CREATE OR REPLACE TEMP TABLE parts AS
WITH mass AS (SELECT target, doc, part, sum(worth) AS mass FROM own_parts GROUP BY ALL HAVING count(*) > 1 AND sum(worth) > 0),
found AS (
    SELECT p.target, p.doc, p.part, w.n, sum(p.worth) AS found
    FROM own_parts p JOIN statement_words w ON w.place = p.place AND w.word = p.word
    GROUP BY ALL
),
likely AS (
    SELECT f.*, f.found >= 0.7 * m.mass AS told, CASE WHEN length(u.name) > 4 THEN left(u.name, -2) END AS proper
    FROM found f JOIN mass m USING (target, doc, part) JOIN named u USING (target, doc, part)
    WHERE f.found >= 0.3 * m.mass
),
told AS (
    SELECT f.target, f.doc, f.part, s.start, s."end", CASE WHEN a.way <> '' THEN agrees(a.way, s.ways) ELSE s.done AND NOT s.begun AND NOT (s.nearly OR s.prepared) OR a.start_asked AND (s.done OR s.begun) OR a.held_asked AND s.held END AS done, a.way = '' AND (s.done OR s.begun OR s.nearly OR s.prepared OR a.held_asked AND s.held) AS begun, a.way = '' AND (s.begun AND NOT a.start_asked OR s.prepared OR s.nearly AND a.finish_asked) AS behind
    FROM likely f
    JOIN statements s ON s.doc = f.doc AND s.n = f.n AND NOT s.whole
    JOIN asked a ON a.key = f.target
    WHERE f.told OR contains(s.words, f.proper)
),
each AS (SELECT target, doc, part, bool_or(done) AS done, bool_or(begun) AS begun, bool_or(behind) AND NOT bool_or(done) AS behind, arg_min(start, (NOT done, start)) AS start, arg_min("end", (NOT done, start)) AS "end" FROM told GROUP BY ALL)
SELECT n.target, n.doc, n.parts, count(*) FILTER (e.done) AS done, count(*) FILTER (e.begun) AS begun, count(*) FILTER (e.behind) AS behind,
       arg_min(e.start, (NOT e.done, NOT e.begun, e.start)) AS start, arg_min(e."end", (NOT e.done, NOT e.begun, e.start)) AS "end"
-- Of those alone that have words of their own to be told by (全县运动会 beside 残疾人运动会 has none).
FROM (SELECT target, doc, count(*) AS parts FROM mass GROUP BY ALL) n
JOIN each e USING (target, doc)
GROUP BY ALL;

DROP TABLE sought;
DROP TABLE statement_words;
DROP TABLE missing;
DROP TABLE named_words;
DROP TABLE own_parts;
