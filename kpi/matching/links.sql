-- Candidates: numbers of the later report that share words with the target, how well each side's words are covered
-- by the other's, and the first gate that stands between them ('' where none does).
CREATE OR REPLACE TEMP TABLE links AS
WITH asked_mass AS (
    SELECT key, sum(r.weight) AS mass, count(*) AS n FROM asked_words w JOIN rarity r USING (word) WHERE w.weight = 1 GROUP BY key
),
told_mass AS (  -- of its own words, and of those together with the words of its clause
    SELECT doc, key, sum(r.weight) FILTER (w.weight = 1) AS mass, sum(r.weight) AS clause_mass
    FROM told_words w JOIN rarity r USING (word) WHERE w.weight >= 0.9 GROUP BY doc, key
),
asked_side AS (  -- the target's own words, looked up in everything said around the number
    SELECT d.target, d.doc, w.key, sum(r.weight * w.weight) AS found,
           coalesce(sum(r.weight) FILTER (w.weight >= 0.9), 0) AS common
    FROM rounds d
    JOIN asked_words a ON a.key = d.target AND a.weight = 1
    JOIN told_words w ON w.doc = d.doc AND w.word = a.word
    JOIN rarity r ON r.word = a.word
    GROUP BY d.target, d.doc, w.key
),
likely AS (
    SELECT s.*, m.mass AS asked_mass, m.n AS own_words FROM asked_side s JOIN asked_mass m ON m.key = s.target
    WHERE s.found >= 0.3 * m.mass AND s.common > 0
),
told_side AS (  -- the number's own words, looked up in everything said around the target
    SELECT l.target, l.doc, l.key, sum(r.weight * a.weight) FILTER (w.weight = 1) AS found,
           sum(r.weight * a.weight) FILTER (a.weight >= 0.9) AS clause_found
    FROM likely l
    JOIN told_words w ON w.doc = l.doc AND w.key = l.key AND w.weight >= 0.9
    JOIN asked_words a ON a.key = l.target AND a.word = w.word
    JOIN rarity r ON r.word = w.word
    GROUP BY l.target, l.doc, l.key
),
around AS (  -- words of sentence and headings on both sides: they only settle which of two equals is meant
    SELECT l.target, l.doc, l.key, sum(r.weight) AS found
    FROM likely l
    JOIN told_words w ON w.doc = l.doc AND w.key = l.key AND w.weight < 0.9
    JOIN asked_words a ON a.key = l.target AND a.word = w.word
    JOIN rarity r ON r.word = w.word
    GROUP BY l.target, l.doc, l.key
)
SELECT l.target, l.doc, l.key AS quantity, l.own_words,
       l.found / l.asked_mass AS asked_share,
       coalesce(s.found / m.mass, 0) AS told_share,
       -- The subject may have lost words of its clause: then the clause speaks for it, at a discount.
       greatest(coalesce(s.found / m.mass, 0), 0.85 * coalesce(s.clause_found / m.clause_mass, 0)) AS clause_share,
       l.common / l.asked_mass AS own_share,
       coalesce(l.common / m.mass, 0) AS own_told_share,
       coalesce(x.found / (x.found + 20), 0) AS context
FROM likely l
JOIN told_mass m ON m.doc = l.doc AND m.key = l.key
LEFT JOIN told_side s ON s.target = l.target AND s.doc = l.doc AND s.key = l.key
LEFT JOIN around x ON x.target = l.target AND x.doc = l.doc AND x.key = l.key;

-- A person's pin needs no likeness.
DELETE FROM links l WHERE EXISTS (FROM pins p WHERE p.target = l.target AND p.doc = l.doc AND p.quantity = l.quantity);
INSERT INTO links SELECT target, doc, quantity, 2, 1, 1, 1, 1, 1, 1 FROM pins WHERE quantity IS NOT NULL;
