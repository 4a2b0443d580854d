-- What the later report says in words: its clauses and sentences (features.py), each with its own weightless-free words.
CREATE OR REPLACE TEMP TABLE statements (
    doc VARCHAR, n INTEGER, start INTEGER, "end" INTEGER, whole BOOLEAN, words VARCHAR, titles VARCHAR[], done BOOLEAN, begun BOOLEAN
);
