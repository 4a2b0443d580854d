-- How many targets and numbers each body with targets has, by which bodies are put together in portions.
CREATE OR REPLACE TEMP VIEW portion_sizes AS
SELECT body, sum(n)::BIGINT AS n FROM (
    SELECT body, count(*) AS n FROM targets GROUP BY body
    UNION ALL
    SELECT r.body, count(*) FROM quantities q JOIN reports r USING (doc) GROUP BY r.body
) SEMI JOIN targets USING (body) GROUP BY body;
