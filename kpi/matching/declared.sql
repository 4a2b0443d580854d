-- What an umbrella sentence of the report (20件民生实事全部办结) says of the targets of the list that it names: the one with the
-- list's number, or the one that names none; the list itself (办好20件民生实事) is told done by its number alone.
CREATE OR REPLACE TEMP TABLE declared AS
WITH found AS (
    SELECT d.target, d.doc, a.list_head AND list_contains(u.counts, a.listed) AS head, u.start, u."end"
    FROM decided d
    JOIN asked a ON a.key = d.target AND a.listed >= 0
    JOIN umbrellas u ON u.doc = d.doc AND u.business = a.list_business AND (a.listed = 0 OR len(u.counts) = 0 OR list_contains(u.counts, a.listed))
    WHERE d.is_due AND (NOT u.yearly OR a.list_head AND list_contains(u.counts, a.listed))
    QUALIFY row_number() OVER (PARTITION BY d.target, d.doc ORDER BY list_contains(u.counts, a.listed) DESC, u.start) = 1
)
SELECT f.*, substr(r.text, f.start + 1, f."end" - f.start) AS text FROM found f JOIN reports r USING (doc);
