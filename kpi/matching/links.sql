-- Candidates: numbers of the later report that share words with the target, and how well each side's words are
-- covered by the other's.
CREATE OR REPLACE TEMP TABLE wanted AS
SELECT a.rowid AS asked, p.place, w.word, w.worth
FROM rounds d
JOIN places p USING (doc)
JOIN asked a ON a.key = d.target
JOIN asked_words w ON w.asked = a.rowid AND w.weight = 10;

-- A word that no more than a fiftieth of all numbers of the body have; rounded as worths are, so that three numbers always are few.
CREATE OR REPLACE TEMP MACRO rare(worth, numbers) AS worth >= round(1e6 * ln(1 + least(50, numbers / 3)));

CREATE OR REPLACE TEMP TABLE asked_mass AS
-- One word alone names a thing only where hardly any other number has it (两通 of 两通工程).
SELECT asked, sum(worth) AS mass, CASE WHEN count(*) = 1 AND sum(worth) >= 1e6 * ln(1 + numbers / 3.5) THEN 2 ELSE count(*) END AS own_words, numbers
FROM asked_words JOIN asked_scopes USING (asked) JOIN scopes USING (scope) WHERE weight = 10 GROUP BY asked, numbers;

CREATE OR REPLACE TEMP TABLE told_mass AS  -- of its own words, and of those together with the words of its clause
SELECT told, sum(worth) FILTER (weight = 10) AS mass, sum(worth) AS clause_mass
FROM told_words WHERE weight >= 9 GROUP BY told;

-- Of the target's words those of which one has to be told, or all together are too few: a word that every other number has
-- would pair all with all.
CREATE OR REPLACE TEMP TABLE telling AS
SELECT asked, word FROM (
    SELECT asked, word, worth, sum(worth) OVER (PARTITION BY asked ORDER BY worth, word ROWS UNBOUNDED PRECEDING) AS so_far
    FROM asked_words WHERE weight = 10
) JOIN asked_mass USING (asked)
WHERE so_far >= 0.3 * mass OR rare(worth, numbers);

-- The target's own words, looked up in everything said around the number.
CREATE OR REPLACE TEMP TABLE likely AS
SELECT s.*, m.mass, m.own_words, m.numbers
FROM (
    WITH pairs AS (
        SELECT DISTINCT a.asked, a.place, t.told
        FROM wanted a SEMI JOIN telling USING (asked, word)
        JOIN told_words t ON t.place = a.place AND t.word = a.word
    )
    SELECT p.asked, p.told, sum(a.worth * t.weight) / 10 AS found, sum(a.worth) FILTER (t.weight >= 9) AS common,
           max(a.worth) FILTER (t.weight >= 9) AS rarest
    FROM pairs p
    JOIN wanted a ON a.asked = p.asked AND a.place = p.place
    JOIN told_words t ON t.told = p.told AND t.word = a.word
    GROUP BY p.asked, p.told
) s
JOIN asked_mass m USING (asked)
WHERE s.common > 0 AND (s.found >= 0.3 * m.mass OR rare(s.rarest, m.numbers));

-- The number's own words, looked up in everything said around the target; and what else the two surroundings share,
-- which only settles which of two equals is meant.
CREATE OR REPLACE TEMP TABLE answered AS
SELECT l.asked, l.told,
       sum(t.worth * a.weight) FILTER (t.weight = 10) / 10 AS found,
       sum(t.worth * a.weight) FILTER (t.weight >= 9 AND a.weight >= 9) / 10 AS clause_found,
       sum(t.worth) FILTER (t.weight < 9) AS context
FROM likely l
JOIN told_words t ON t.told = l.told
JOIN asked_words a ON a.asked = l.asked AND a.word = t.word
GROUP BY l.asked, l.told;

CREATE OR REPLACE TEMP TABLE links AS
SELECT a.key AS target, b.doc, b.key AS quantity, l.own_words,
       l.found / l.mass AS asked_share,
       coalesce(s.found / m.mass, 0) AS told_share,
       -- The subject may have lost words of its clause: then the clause speaks for it, at a discount.
       greatest(coalesce(s.found / m.mass, 0), 0.85 * coalesce(s.clause_found / m.clause_mass, 0)) AS clause_share,
       l.common / l.mass AS own_share,
       coalesce(l.common / m.mass, 0) AS own_told_share,
       coalesce(s.context / (s.context + 20e6), 0) AS context,
       rare(l.rarest, l.numbers) AS rare
FROM likely l
JOIN told_mass m USING (told)
JOIN asked a ON a.rowid = l.asked
JOIN told b ON b.rowid = l.told
LEFT JOIN answered s ON s.asked = l.asked AND s.told = l.told
-- No report has so many numbers that speak of one thing: the likest of a flood of them are enough.
QUALIFY row_number() OVER (PARTITION BY l.asked, b.doc ORDER BY asked_share * clause_share DESC, told_share DESC, b.key) <= 2000;

-- What the catalogue calls by one name is alike, whatever words the two say: 优良天数比率 and 空气质量优良率.
UPDATE links l SET asked_share = 1, told_share = 1, clause_share = 1, own_share = 1, own_told_share = 1, own_words = greatest(l.own_words, 2)
FROM asked a, told b
WHERE a.key = l.target AND b.doc = l.doc AND b.key = l.quantity AND a.named <> '' AND a.named = b.named;
INSERT INTO links
SELECT a.key, b.doc, b.key, 2, 1, 1, 1, 1, 1, 0, FALSE
FROM rounds d
JOIN asked a ON a.key = d.target AND a.named <> ''
JOIN told b ON b.doc = d.doc AND b.named = a.named
WHERE NOT EXISTS (FROM links l WHERE l.target = a.key AND l.doc = b.doc AND l.quantity = b.key);

-- A person's pin needs no likeness.
DELETE FROM links l WHERE EXISTS (FROM pins p WHERE p.target = l.target AND p.doc = l.doc AND p.quantity = l.quantity);
INSERT INTO links SELECT target, doc, quantity, 2, 1, 1, 1, 1, 1, 1, FALSE FROM pins WHERE quantity IS NOT NULL;

DROP TABLE wanted;
DROP TABLE telling;
DROP TABLE likely;
DROP TABLE answered;
-- Words of their surroundings are no longer asked for.
CREATE OR REPLACE TEMP TABLE told_words AS FROM told_words WHERE weight >= 9;
