-- The features of numbers (features.py), one table for what was asked and one for what was told.
CREATE OR REPLACE TEMP TABLE asked (
    key VARCHAR, doc VARCHAR, own VARCHAR, clause VARCHAR, near VARCHAR, far VARCHAR, kind VARCHAR, exclusive VARCHAR[],
    narrowing VARCHAR[], said VARCHAR, measure VARCHAR, direction INTEGER, lower BOOLEAN, flow VARCHAR,
    cumulative BOOLEAN, period VARCHAR, dimension VARCHAR, denominator VARCHAR, factor DOUBLE, titles VARCHAR[], state BOOLEAN, added BOOLEAN, actor VARCHAR, carried BOOLEAN, promised BOOLEAN, quoted BOOLEAN, sized BOOLEAN, start_asked BOOLEAN, half VARCHAR, rest VARCHAR,
    "full" VARCHAR, bare BOOLEAN, joint BOOLEAN, listed INTEGER, list_business BOOLEAN, list_head BOOLEAN, every BOOLEAN, stage VARCHAR, settled BOOLEAN, head VARCHAR, parts VARCHAR[], denied BOOLEAN, over BOOLEAN, finish_asked BOOLEAN, held_asked BOOLEAN, way VARCHAR, noun VARCHAR, proper VARCHAR, run VARCHAR, thing VARCHAR, acts VARCHAR[], name VARCHAR, named VARCHAR, call VARCHAR, ends BOOLEAN, graded BOOLEAN
);
CREATE OR REPLACE TEMP TABLE told AS FROM asked LIMIT 0;
-- Its sentences that tell a whole list done (umbrellas.py); count 0 where they do not say how many.
CREATE OR REPLACE TEMP TABLE umbrellas (doc VARCHAR, start INTEGER, "end" INTEGER, counts INTEGER[], business BOOLEAN, yearly BOOLEAN);
-- How relative targets came out (relatives.py).
CREATE OR REPLACE TEMP TABLE relatives (target VARCHAR, doc VARCHAR, verdict VARCHAR, quantity VARCHAR, start INTEGER, "end" INTEGER, words VARCHAR, note VARCHAR);
-- Rates told as a part and its whole, or of all (fractions.py).
CREATE OR REPLACE TEMP TABLE fractions (target VARCHAR, doc VARCHAR, verdict VARCHAR, quantity VARCHAR, start INTEGER, "end" INTEGER, words VARCHAR, rate DECIMAL(38, 8), note VARCHAR);
-- What the later report says in words: its clauses and sentences (features.py), each with its own weightless-free words.
CREATE OR REPLACE TEMP TABLE statements (
    doc VARCHAR, n INTEGER, start INTEGER, "end" INTEGER, whole BOOLEAN, words VARCHAR, titles VARCHAR[], done BOOLEAN, begun BOOLEAN, nearly BOOLEAN, prepared BOOLEAN, held BOOLEAN, exclusive VARCHAR[], ways VARCHAR[], acts VARCHAR[]
);
-- Its clauses that tell a number in words (worded.py).
CREATE OR REPLACE TEMP TABLE worded (doc VARCHAR, start INTEGER, "end" INTEGER, words VARCHAR, measure VARCHAR, value DOUBLE, exclusive VARCHAR[]);
