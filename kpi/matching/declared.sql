-- What an umbrella sentence of the report (20件民生实事全部办结) says of the targets of the list that it names: the one with the
-- list's number, or the one that names none; the list itself (办好20件民生实事) is told done by its number alone.
CREATE OR REPLACE TEMP TABLE declared AS
SELECT d.target, d.doc, a.list_head AND list_contains(u.counts, a.listed) AS head, u.start, u."end", substr(r.text, u.start + 1, u."end" - u.start) AS text
FROM decided d
JOIN asked a ON a.key = d.target AND a.listed >= 0
JOIN umbrellas u ON u.doc = d.doc AND u.business = a.list_business AND (a.listed = 0 OR len(u.counts) = 0 OR list_contains(u.counts, a.listed))
JOIN reports r ON r.doc = d.doc
WHERE d.is_due AND (NOT u.yearly OR a.list_head AND list_contains(u.counts, a.listed))
QUALIFY row_number() OVER (PARTITION BY d.target, d.doc ORDER BY list_contains(u.counts, a.listed) DESC, u.start) = 1;
