-- How a number reads in a sentence: 万 and 亿 folded in, no idle zeros. Exact figures stay in the tables.
CREATE OR REPLACE TEMP MACRO plain(v) AS regexp_replace(v::DECIMAL(38, 8)::VARCHAR, '\.?0+$', '');
CREATE OR REPLACE TEMP MACRO shown(v) AS CASE
    WHEN abs(v) >= 100000000 THEN plain(v / 100000000) || '亿'
    WHEN abs(v) >= 10000 THEN plain(v / 10000) || '万'
    ELSE plain(v)
END;
