-- A target over town and country (城乡居民收入) whose report tells of each by itself: the whole lies between the two, so where
-- both decide alike they decide it. The earlier of the two stands for both; a number that speaks of the whole goes first.
CREATE OR REPLACE TEMP TABLE halves AS
SELECT o.target, o.doc, arg_min(o.quantity, o.start) AS quantity, string_agg(o.text, ', ' ORDER BY o.start) AS both
FROM outcomes o
JOIN asked a ON a.key = o.target
JOIN told b ON b.doc = o.doc AND b.key = o.quantity
WHERE a.half = 'both' AND b.half IN ('town', 'country') AND a.rest = b.rest AND a.rest <> ''
  AND o.gate = '' AND o.period = 'year' AND o.plausible AND NOT o.quoted AND NOT o.promised AND NOT o.cumulated
  AND NOT EXISTS (FROM picks p JOIN outcomes x USING (target, doc, quantity)
                  WHERE p.target = o.target AND p.doc = o.doc AND x.score >= $review)
GROUP BY o.target, o.doc
HAVING count(*) = 2 AND count(DISTINCT b.half) = 2 AND count(DISTINCT o.outcome) = 1;

DELETE FROM picks p WHERE EXISTS (FROM halves h WHERE h.target = p.target AND h.doc = p.doc);

INSERT INTO picks SELECT target, doc, quantity, 0, TRUE FROM halves;
