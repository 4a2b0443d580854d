-- A round of the assignment: pairs that are each other's best among what is still free.
INSERT INTO picks
WITH free AS (
    SELECT o.* FROM open_links o
    WHERE NOT EXISTS (FROM picks p WHERE p.target = o.target AND p.doc = o.doc)
      -- Above 1 stand the pins alone: a person may give one number to several targets.
      AND (o.score > 1 OR NOT EXISTS (
          FROM picks p JOIN open_links w ON w.target = p.target AND w.doc = p.doc AND w.quantity = p.quantity
          WHERE p.doc = o.doc AND p.quantity = o.quantity AND w.source = o.source AND w.wanted <> o.wanted))
),
best AS (
    SELECT *, rank >= max(rank) OVER number OR wanted = arg_max(wanted, rank) OVER number AS preferred
    FROM free
    WINDOW number AS (PARTITION BY doc, quantity, source)
    QUALIFY row_number() OVER (PARTITION BY target, doc ORDER BY rank DESC, start) = 1
)
SELECT b.target, b.doc, b.quantity, NULL, FALSE
FROM best b WHERE b.preferred;
