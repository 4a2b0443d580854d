-- Words are pairs of neighbouring characters; a word weighs more the fewer numbers are described with it.
CREATE OR REPLACE TEMP MACRO bigrams(phrase) AS list_distinct(
    [substr(phrase, i, 2) FOR i IN range(1, length(phrase)) IF NOT contains(substr(phrase, i, 2), '|')]
);

-- Own words count fully, those of the sentence less, those of headings and the sentence before least.
CREATE OR REPLACE TEMP TABLE asked_words AS
SELECT key, word, max(weight) AS weight FROM (
    SELECT key, unnest(bigrams(own)) AS word, 1.0 AS weight FROM asked
    UNION ALL SELECT key, unnest(bigrams(clause)), 0.9 FROM asked
    UNION ALL SELECT key, unnest(bigrams(near)), 0.7 FROM asked
    UNION ALL SELECT key, unnest(bigrams(far)), 0.5 FROM asked
) GROUP BY key, word;

CREATE OR REPLACE TEMP TABLE told_words AS
SELECT doc, key, word, max(weight) AS weight FROM (
    SELECT doc, key, unnest(bigrams(own)) AS word, 1.0 AS weight FROM told
    UNION ALL SELECT doc, key, unnest(bigrams(clause)), 0.9 FROM told
    UNION ALL SELECT doc, key, unnest(bigrams(near)), 0.7 FROM told
    UNION ALL SELECT doc, key, unnest(bigrams(far)), 0.4 FROM told
) GROUP BY doc, key, word;

CREATE OR REPLACE TEMP TABLE rarity AS
WITH described AS (
    SELECT word FROM asked_words WHERE weight = 1 UNION ALL SELECT word FROM told_words WHERE weight = 1
),
numbers AS (SELECT (SELECT count(*) FROM asked) + (SELECT count(*) FROM told) AS n)
SELECT word, ln(1 + any_value(n) / count(*)) AS weight FROM described, numbers GROUP BY word;
