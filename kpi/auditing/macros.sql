-- How a number reads in a sentence: 万 and 亿 folded in, no idle zeros. Exact figures stay in the tables.
CREATE OR REPLACE TEMP MACRO plain(v) AS regexp_replace(v::DECIMAL(38, 8)::VARCHAR, '\.?0+$', '');
CREATE OR REPLACE TEMP MACRO shown(v) AS CASE
    WHEN abs(v) >= 100000000 THEN plain(v / 100000000) || '亿'
    WHEN abs(v) >= 10000 THEN plain(v / 10000) || '万'
    ELSE plain(v)
END;

-- What kind of report covers these days (kpi.yml: suites, reports).
CREATE OR REPLACE TEMP MACRO report_kind_of(first_day, last_day) AS CASE datediff('month', first_day, last_day + 1)
    WHEN 12 THEN 'annual' WHEN 6 THEN 'half_year' WHEN 3 THEN 'quarter' ELSE 'other'
END;

-- What a report is known by when its file is renamed: whose it is and for which days.
CREATE OR REPLACE TEMP MACRO known_by(doc, body, first_day, last_day) AS
    CASE WHEN body <> '' AND first_day IS NOT NULL AND last_day IS NOT NULL
         THEN concat_ws('|', body, first_day, last_day) ELSE doc END;

-- A sentence without its numbers and blanks: the same words, whatever they state.
CREATE OR REPLACE TEMP MACRO wording(words) AS
    regexp_replace(regexp_replace(coalesce(words, ''), '[0-9０-９][0-9０-９.．,，]*', '#', 'g'), '\s+', '', 'g');

-- The day an audit speaks of: kpi.yml's `as_of`, else the latest day that any report of the workspace knows.
CREATE OR REPLACE TEMP MACRO as_of() AS coalesce(
    getvariable('as_of')::DATE, (SELECT max(greatest(coalesce(published, period_end), period_end)) FROM reports)
);

-- The bodies that are looked at in this run.
CREATE TEMP TABLE IF NOT EXISTS wanted_bodies (body VARCHAR);
-- The ledger of the workspace (kpi/ledger), and what of it is open.
CREATE TEMP TABLE IF NOT EXISTS ledger (
    fingerprint VARCHAR, status VARCHAR, "check" VARCHAR, body VARCHAR, report VARCHAR, what VARCHAR, who VARCHAR,
    since DATE, why VARCHAR, expires DATE, expired BOOLEAN, today DATE, place INTEGER
);
-- Subjects that the catalogue knows, in a unit that it does not know for them (misfits.py).
CREATE TEMP TABLE IF NOT EXISTS misfits (subject VARCHAR, unit VARCHAR, expected VARCHAR);
-- The sentences that the rows of a frame stand in (sentences.py).
CREATE TEMP TABLE IF NOT EXISTS sentences (doc VARCHAR, low INTEGER, high INTEGER, words VARCHAR);
