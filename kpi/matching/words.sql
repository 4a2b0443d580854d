-- Words are pairs of neighbouring characters, held as their hash, and reports are numbered: joining integers takes a
-- tenth of the time of joining strings. Numbers go by their rowid.
CREATE OR REPLACE TEMP MACRO bigrams(phrase) AS list_distinct(
    [hash(substr(phrase, i, 2)) FOR i IN range(1, length(phrase)) IF NOT contains(substr(phrase, i, 2), '|')]
);

CREATE OR REPLACE TEMP TABLE places AS
SELECT doc, CAST(row_number() OVER (ORDER BY doc) AS INTEGER) AS place FROM (SELECT DISTINCT doc FROM rounds);

-- Own words count fully (10 of 10), those of the clause a little less, those of the sentence and of what stands above less still.
-- Weights and worths are whole numbers, so that sums are exact and the same in whatever order they are taken.
CREATE OR REPLACE TEMP TABLE asked_words AS
SELECT asked, word, max(weight) AS weight FROM (
    SELECT rowid AS asked, unnest(bigrams(own)) AS word, 10::FLOAT AS weight FROM asked
    UNION ALL SELECT rowid, unnest(bigrams(clause)), 9 FROM asked
    UNION ALL SELECT rowid, unnest(bigrams(near)), 7 FROM asked
    UNION ALL SELECT rowid, unnest(bigrams(far)), 5 FROM asked
) GROUP BY asked, word;

CREATE OR REPLACE TEMP TABLE told_words AS
SELECT told, word, max(weight) AS weight FROM (
    SELECT rowid AS told, unnest(bigrams(own)) AS word, 10::FLOAT AS weight FROM told
    UNION ALL SELECT rowid, unnest(bigrams(clause)), 9 FROM told
    UNION ALL SELECT rowid, unnest(bigrams(near)), 7 FROM told
    UNION ALL SELECT rowid, unnest(bigrams(far)), 4 FROM told
) GROUP BY told, word;

-- A word is worth more the fewer numbers are described with it (in millionths); words that describe none are dropped.
CREATE OR REPLACE TEMP TABLE worths AS
WITH own AS (
    SELECT word FROM asked_words WHERE weight = 10 UNION ALL SELECT word FROM told_words WHERE weight = 10
)
SELECT word, round(1e6 * ln(1 + ((SELECT count(*) FROM asked) + (SELECT count(*) FROM told)) / count(*))) AS worth
FROM own GROUP BY word;

CREATE OR REPLACE TEMP TABLE asked_words AS
SELECT asked, word, weight, worth FROM asked_words JOIN worths USING (word);

CREATE OR REPLACE TEMP TABLE told_words AS
SELECT p.place, w.told, w.word, w.weight, x.worth
FROM told_words w JOIN worths x USING (word) JOIN told t ON t.rowid = w.told JOIN places p USING (doc);
