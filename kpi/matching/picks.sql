-- One number answers one target (and its repetitions): best mutual likeness first, then the next best, until none is left.
CREATE OR REPLACE TEMP TABLE picks (target VARCHAR, doc VARCHAR, quantity VARCHAR, rival DOUBLE, halved BOOLEAN);
CREATE OR REPLACE TEMP TABLE open_links AS
SELECT o.target, o.doc, o.quantity, o.score, o.outcome, o.wanted, o.start, coalesce(t.plan, t.file) AS source
FROM outcomes o JOIN targets t USING (target)
WHERE o.gate = '' AND o.score >= $floor;
