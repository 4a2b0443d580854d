-- Words are pairs of neighbouring characters, held as their hash, and reports are numbered: joining integers takes a
-- tenth of the time of joining strings. Numbers go by their rowid.
-- The phrase is cut into its characters once: `substr` counts from the first one every time.
CREATE OR REPLACE TEMP MACRO all_bigrams(phrase) AS
    [hash(pair) FOR pair IN [two[1] || two[2] FOR two IN list_zip(string_split(phrase, ''), string_split(phrase, '')[2:])] IF NOT contains(pair, '|')];
CREATE OR REPLACE TEMP MACRO bigrams(phrase) AS list_distinct(all_bigrams(phrase));
-- How many of the pairs of the shorter of two subjects are in the longer one.
CREATE OR REPLACE TEMP MACRO held(a, b) AS len(list_intersect(bigrams(a), bigrams(b))) / greatest(1, least(len(bigrams(a)), len(bigrams(b))));

CREATE OR REPLACE TEMP TABLE places AS
SELECT doc, CAST(row_number() OVER (ORDER BY doc) AS INTEGER) AS place FROM (SELECT DISTINCT doc FROM rounds);

-- How much a word tells hangs on the numbers that it is compared with: those of one body (its targets', and those of the reports
-- that judge them), whichever others are matched in the same pass.
CREATE OR REPLACE TEMP TABLE asked_scopes AS
SELECT a.rowid AS asked, a.key AS target, dense_rank() OVER (ORDER BY t.body) AS scope FROM asked a JOIN targets t ON t.target = a.key;

CREATE OR REPLACE TEMP TABLE doc_scopes AS
SELECT DISTINCT d.doc, p.place, s.scope FROM rounds d JOIN asked_scopes s USING (target) JOIN places p USING (doc);

CREATE OR REPLACE TEMP TABLE scopes AS
SELECT scope, count(*) AS numbers FROM (SELECT scope FROM asked_scopes UNION ALL SELECT scope FROM told JOIN doc_scopes USING (doc)) GROUP BY scope;

-- Own words count fully (10 of 10), those of the clause a little less, those of the sentence and of what stands above less still.
-- Weights and worths are whole numbers, so that sums are exact and the same in whatever order they are taken.
CREATE OR REPLACE TEMP TABLE asked_words AS
SELECT asked, word, max(weight) AS weight FROM (
    SELECT rowid AS asked, unnest(all_bigrams(own)) AS word, 10::FLOAT AS weight FROM asked
    UNION ALL SELECT rowid, unnest(all_bigrams(clause)), 9 FROM asked
    UNION ALL SELECT rowid, unnest(all_bigrams(near)), 7 FROM asked
    UNION ALL SELECT rowid, unnest(all_bigrams(far)), 5 FROM asked
) GROUP BY asked, word;

-- Of the surroundings only what some target asks for: nothing else of them is ever looked up, and every number of a long
-- sentence would hold all of its words.
CREATE OR REPLACE TEMP TABLE told_words AS
WITH around AS (
    SELECT rowid AS told, unnest(all_bigrams(near)) AS word, 7 AS weight FROM told
    UNION ALL SELECT rowid, unnest(all_bigrams(far)), 4 FROM told
)
SELECT told, word, max(weight) AS weight FROM (
    SELECT rowid AS told, unnest(all_bigrams(own)) AS word, 10::FLOAT AS weight FROM told
    UNION ALL SELECT rowid, unnest(all_bigrams(clause)), 9 FROM told
    UNION ALL FROM around SEMI JOIN asked_words USING (word)
) GROUP BY told, word;

-- A word is worth more the fewer numbers are described with it (in millionths); words that describe none are dropped.
CREATE OR REPLACE TEMP TABLE worths AS
WITH own AS (
    SELECT s.scope, w.word FROM asked_words w JOIN asked_scopes s USING (asked) WHERE w.weight = 10
    UNION ALL
    SELECT s.scope, w.word FROM told_words w JOIN told t ON t.rowid = w.told JOIN doc_scopes s USING (doc) WHERE w.weight = 10
)
SELECT o.scope, o.word, round(1e6 * ln(1 + s.numbers / count(*))) AS worth
FROM own o JOIN scopes s USING (scope) GROUP BY o.scope, o.word, s.numbers;

CREATE OR REPLACE TEMP TABLE asked_words AS
SELECT asked, word, weight, worth FROM asked_words JOIN asked_scopes USING (asked) JOIN worths USING (scope, word);

CREATE OR REPLACE TEMP TABLE told_words AS
SELECT s.place, w.told, w.word, w.weight, x.worth
FROM told_words w JOIN told t ON t.rowid = w.told JOIN doc_scopes s USING (doc) JOIN worths x USING (scope, word);
