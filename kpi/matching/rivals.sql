-- The rival of each pick: the likeliest other number that would decide otherwise, where it answers no other target better
-- and is not of quite another size (2460张 in all beside 新增260张).
CREATE OR REPLACE TEMP TABLE rivals AS
SELECT p.target, p.doc, max(f.score) AS score
FROM picks p
JOIN open_links b ON b.target = p.target AND b.doc = p.doc AND b.quantity = p.quantity
JOIN open_links f ON f.target = p.target AND f.doc = p.doc AND f.quantity <> p.quantity AND f.outcome <> b.outcome AND (f.plausible OR NOT b.plausible)
LEFT JOIN picks o ON o.doc = f.doc AND o.quantity = f.quantity AND o.target <> f.target
LEFT JOIN open_links w ON w.target = o.target AND w.doc = o.doc AND w.quantity = o.quantity
WHERE o.target IS NULL OR w.rank <= f.rank
GROUP BY p.target, p.doc;

CREATE OR REPLACE TEMP TABLE picks AS
SELECT p.* REPLACE (r.score AS rival) FROM picks p LEFT JOIN rivals r USING (target, doc);
