-- One number answers one target (and its repetitions): best mutual likeness first, then the next best, until none is left.
CREATE OR REPLACE TEMP TABLE picks (target VARCHAR, doc VARCHAR, quantity VARCHAR, rival DOUBLE, halved BOOLEAN);
CREATE OR REPLACE TEMP TABLE open_links AS
SELECT o.target, o.doc, o.quantity, o.score, CASE WHEN o.exact THEN least(greatest(o.score, 0.88), o.score + 0.2) WHEN o.near AND o.rare THEN o.score + 0.1 ELSE o.score END
    -- 新开工60个、竣工投产40个: of two as like the one whose subject ends like the target's, verb and all.
    + CASE WHEN o.ends_alike THEN 0.04 ELSE 0 END AS rank, o.outcome, o.plausible, o.wanted, o.start, coalesce(t.plan, t.file) AS source
FROM outcomes o JOIN targets t USING (target)
WHERE o.gate = '' AND (o.score >= $floor OR o.near AND o.rare AND NOT o.sized AND o.asked_share >= 0.1);
