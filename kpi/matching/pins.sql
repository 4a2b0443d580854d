-- Answers that a person pinned: where the words stand in the report, and the first number in them.
CREATE OR REPLACE TEMP TABLE pins AS
WITH found AS (
    SELECT d.target, d.doc, t.pinned_text, instr(r.text, t.pinned_text) - 1 AS start
    FROM rounds d JOIN targets t USING (target) JOIN reports r ON r.doc = d.doc
    WHERE t.pinned_text <> ''
)
SELECT f.target, f.doc, f.start, f.start + length(f.pinned_text) AS "end",
       (SELECT arg_min(q.id, q.start) FROM quantities q
        WHERE q.doc = f.doc AND q.start >= f.start AND q."end" <= f.start + length(f.pinned_text)) AS quantity
FROM found f WHERE f.start >= 0;
