-- For each target without an answer by number: the statement that covers its words best.
CREATE OR REPLACE TEMP TABLE statement_words AS
SELECT p.place, s.n, s.word
FROM (SELECT doc, n, unnest(bigrams(words)) AS word FROM statements) s
JOIN places p USING (doc)
WHERE s.word IN (SELECT word FROM asked_words WHERE weight = 10);

CREATE OR REPLACE TEMP TABLE word_worth AS
SELECT place, word, round(1e6 * ln(1 + (SELECT count(*) FROM statements) / count(*))) AS worth FROM statement_words GROUP BY place, word;

CREATE OR REPLACE TEMP TABLE missing AS
SELECT d.target, d.doc, p.place, a.word, coalesce(w.worth, round(1e6 * ln(1 + (SELECT count(*) FROM statements)))) AS worth
FROM decided d
JOIN places p USING (doc)
JOIN asked k ON k.key = d.target
JOIN asked_words a ON a.asked = k.rowid AND a.weight = 10
LEFT JOIN word_worth w ON w.place = p.place AND w.word = a.word
WHERE d.judged = '';

CREATE OR REPLACE TEMP TABLE matters AS
WITH mass AS (SELECT target, doc, sum(worth) AS mass, count(*) AS n FROM missing GROUP BY target, doc),
covered AS (
    SELECT w.target, w.doc, s.n, sum(w.worth) AS found
    FROM missing w JOIN statement_words s ON s.place = w.place AND s.word = w.word
    GROUP BY w.target, w.doc, s.n
),
titled AS (
    SELECT d.target, d.doc, s.n, 1 AS titled FROM decided d
    JOIN asked a ON a.key = d.target
    JOIN statements s ON s.doc = d.doc AND list_has_any(a.titles, s.titles)
    WHERE d.judged = ''
)
SELECT c.target, c.doc, c.n, greatest(c.found / m.mass, coalesce(t.titled, 0)) AS share, s.start, s."end", s.text, s.whole, s.done, s.begun
FROM covered c
JOIN mass m USING (target, doc)
JOIN statements s ON s.doc = c.doc AND s.n = c.n
LEFT JOIN titled t ON t.target = c.target AND t.doc = c.doc AND t.n = c.n
JOIN targets g ON g.target = c.target
WHERE s.whole = (g.kind <> 'milestone') AND m.n > 1
QUALIFY row_number() OVER (PARTITION BY c.target, c.doc ORDER BY share DESC, s.done DESC, s.start) = 1;
