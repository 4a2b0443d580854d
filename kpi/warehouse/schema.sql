-- The warehouse: facts and verdicts, each row traceable to a report and offsets (docs/warehouse.md).
-- Facts (reports … targets) are written by loading; verdicts and findings are derived and may be dropped at any time.
-- Values are DECIMAL so that nothing is lost on the way in; an interval's open end is NULL.

CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE IF NOT EXISTS reports (
    doc          VARCHAR PRIMARY KEY,  -- path below the workspace, '/' separated
    content_hash VARCHAR NOT NULL,     -- sha256 of the file's bytes
    engine       VARCHAR NOT NULL,     -- version of the reader that wrote these rows
    title        VARCHAR NOT NULL,
    body         VARCHAR NOT NULL,
    period_start DATE,
    period_end   DATE,
    published    DATE,
    plan_start   INTEGER,
    plan_due     DATE,
    text         VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS sections (
    doc VARCHAR NOT NULL, section INTEGER NOT NULL, kind VARCHAR NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, level INTEGER NOT NULL, heading VARCHAR NOT NULL
);

-- Where the flat text of a document stands in it: from start up to the next row's start; 0 and '' where nobody can say.
-- Plain text has none: its lines are its places.
CREATE TABLE IF NOT EXISTS document_places (
    doc VARCHAR NOT NULL, start INTEGER NOT NULL, page INTEGER NOT NULL, paragraph INTEGER NOT NULL,
    "table" INTEGER NOT NULL, "row" INTEGER NOT NULL, "column" INTEGER NOT NULL,
    sheet VARCHAR NOT NULL, file VARCHAR NOT NULL
);

-- What was left out, guessed or lost when a document was opened: a code and its values, as every output tells it.
CREATE TABLE IF NOT EXISTS document_losses (
    doc VARCHAR NOT NULL, file VARCHAR NOT NULL, code VARCHAR NOT NULL, names VARCHAR[] NOT NULL, "values" VARCHAR[] NOT NULL
);

CREATE TABLE IF NOT EXISTS quantities (
    doc VARCHAR NOT NULL, id VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text VARCHAR NOT NULL,
    value DECIMAL(38, 8) NOT NULL, unit VARCHAR NOT NULL, bound VARCHAR NOT NULL, role VARCHAR NOT NULL,
    subject VARCHAR NOT NULL, head VARCHAR NOT NULL, modifiers VARCHAR[] NOT NULL, flow VARCHAR NOT NULL,
    measure VARCHAR NOT NULL, place VARCHAR NOT NULL, topic VARCHAR NOT NULL, indicator VARCHAR NOT NULL,
    low DECIMAL(38, 8), high DECIMAL(38, 8), last_place DECIMAL(38, 8) NOT NULL,
    period_kind VARCHAR NOT NULL, period_start DATE, period_end DATE,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, section INTEGER NOT NULL,
    section_kind VARCHAR NOT NULL, optional BOOLEAN NOT NULL, damaged BOOLEAN NOT NULL, known_unit BOOLEAN NOT NULL,
    note VARCHAR NOT NULL,
    role_rule VARCHAR NOT NULL, period_rule VARCHAR NOT NULL, -- ids of the rules that gave role and period
    pictured BOOLEAN NOT NULL,         -- guessed from a picture: no verdict rests on it alone
    PRIMARY KEY (doc, id)
);

-- Runs of numerals that may hide a figure: in a plan or in a sentence with a relation, part of no figure, and either no
-- rule says why (unread) or one says that the print lost something.
CREATE TABLE IF NOT EXISTS unread (
    doc VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,             -- id of the excluding rule, '' for unread
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    PRIMARY KEY (doc, start)
);

CREATE TABLE IF NOT EXISTS relations (
    doc VARCHAR NOT NULL, relation INTEGER NOT NULL, type VARCHAR NOT NULL, verdict VARCHAR NOT NULL,
    note VARCHAR NOT NULL,             -- the computation written out, for SQL and messages; its parts are below
    computed_low DECIMAL(38, 8), computed_high DECIMAL(38, 8), stated_low DECIMAL(38, 8), stated_high DECIMAL(38, 8),
    formula VARCHAR NOT NULL,          -- which arithmetic, where a type has several
    rule VARCHAR NOT NULL,             -- id of the rule that found it
    gap DECIMAL(38, 8), gap_share DECIMAL(38, 8),
    other VARCHAR,                     -- the earlier report of the body, NULL for a relation within one report
    shape VARCHAR NOT NULL,            -- what is done with the terms: sum, share, product …
    sign VARCHAR NOT NULL,             -- how what comes out stands to what is stated: = ≈ → ~ ≠ < >, '' for the same number
    result VARCHAR NOT NULL,           -- what comes out, as printed numbers are
    off VARCHAR NOT NULL, over VARCHAR NOT NULL, -- the difference in the printed unit, and in per cent
    way VARCHAR NOT NULL,              -- ↑ or ↓, where the words say another way than the numbers go
    counts VARCHAR[], gives VARCHAR[], -- whole numbers tried for a percentage, and what they give ('': the printed one)
    PRIMARY KEY (doc, relation)
);

-- The terms of a computation in order; side 'stated' is what they are held against.
CREATE TABLE IF NOT EXISTS relation_terms (
    doc VARCHAR NOT NULL, relation INTEGER NOT NULL, side VARCHAR NOT NULL, place INTEGER NOT NULL,
    shown VARCHAR NOT NULL,            -- as printed, or in the unit of the stated number
    quantity VARCHAR NOT NULL,         -- '' for a number that the text does not print (12 months)
    sign VARCHAR NOT NULL, opens INTEGER NOT NULL, closes INTEGER NOT NULL, -- before it, and its brackets
    term_doc VARCHAR NOT NULL,         -- the report that it stands in, '' for that of the relation
    label VARCHAR NOT NULL,            -- its period, where terms are of several
    span VARCHAR NOT NULL,             -- what a constant is a number of: month, day
    PRIMARY KEY (doc, relation, side, place)
);

-- Other relations of the report that share a number with an inconsistent one.
CREATE TABLE IF NOT EXISTS relation_links (
    doc VARCHAR NOT NULL, relation INTEGER NOT NULL, linked INTEGER NOT NULL,
    PRIMARY KEY (doc, relation, linked)
);

CREATE TABLE IF NOT EXISTS relation_members (
    doc VARCHAR NOT NULL, relation INTEGER NOT NULL, place INTEGER NOT NULL, quantity VARCHAR NOT NULL,
    member_doc VARCHAR NOT NULL,       -- the report that the quantity stands in
    PRIMARY KEY (doc, relation, place)
);

-- Single slips of the pen that would make an inconsistent relation fit, best first: the digits of a quantity as they
-- stand and instead, and how many other relations of the report that would mend and break.
CREATE TABLE IF NOT EXISTS relation_mends (
    doc VARCHAR NOT NULL, relation INTEGER NOT NULL, place INTEGER NOT NULL, quantity VARCHAR NOT NULL,
    printed VARCHAR NOT NULL, instead VARCHAR NOT NULL, mends INTEGER NOT NULL, breaks INTEGER NOT NULL,
    PRIMARY KEY (doc, relation, place)
);

-- Formulas that a report could not be held against although one of their figures stands in it.
CREATE TABLE IF NOT EXISTS formula_misses (
    doc VARCHAR NOT NULL, formula VARCHAR NOT NULL,
    why VARCHAR NOT NULL,              -- missing, ambiguous, scope, time, about, zero
    PRIMARY KEY (doc, formula)
);

-- Targets of targets/*.yml. `plan` is the doc of the report that made the promise, NULL where it is not in the workspace.
CREATE TABLE IF NOT EXISTS targets (
    target VARCHAR PRIMARY KEY,        -- '<file stem>/<id>'
    file VARCHAR NOT NULL, line INTEGER NOT NULL, id VARCHAR NOT NULL, body VARCHAR NOT NULL,
    plan VARCHAR, plan_period_end DATE, start INTEGER, "end" INTEGER, quote VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL, subject VARCHAR NOT NULL, head VARCHAR NOT NULL, modifiers VARCHAR[] NOT NULL,
    flow VARCHAR NOT NULL, measure VARCHAR NOT NULL, place VARCHAR NOT NULL, topic VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, op VARCHAR NOT NULL, value DECIMAL(38, 8), value_high DECIMAL(38, 8), unit VARCHAR NOT NULL,
    due DATE NOT NULL,
    pinned_text VARCHAR, pinned_by VARCHAR, pinned_why VARCHAR, pinned_verdict VARCHAR,
    pinned_doc VARCHAR,                -- the report that the person judged, NULL where the pin names none
    weight VARCHAR NOT NULL,           -- headline, number, milestone
    weight_rule VARCHAR NOT NULL,      -- id of the rule that gave it; a file's name where a person did
    plan_weight VARCHAR NOT NULL,      -- what the plan's own words give it
    relative VARCHAR NOT NULL          -- of a relative target: 与经济增长同步, 快于全国3个百分点; `value` is NULL
);

-- Every quantity that was considered for a target in one report, best first (place 1), with the reason it was not taken.
CREATE TABLE IF NOT EXISTS candidates (
    target VARCHAR NOT NULL, doc VARCHAR NOT NULL, quantity VARCHAR NOT NULL, place INTEGER NOT NULL,
    score DOUBLE NOT NULL, reason VARCHAR NOT NULL,
    would VARCHAR NOT NULL,            -- the verdict that this quantity gives if it is the answer; '' where nothing was computed
    plausible BOOLEAN NOT NULL         -- of the size that was asked for
);

-- One row a target and later report that was read for it: the verdict as a fact, no opinion on severity.
CREATE TABLE IF NOT EXISTS verdicts (
    target VARCHAR NOT NULL, doc VARCHAR NOT NULL, verdict VARCHAR NOT NULL,
    quantity VARCHAR,                  -- the answer, NULL where there is none
    answer_start INTEGER, answer_end INTEGER, answer_text VARCHAR NOT NULL,
    answer_value DECIMAL(38, 8), answer_low DECIMAL(38, 8), answer_high DECIMAL(38, 8), answer_unit VARCHAR NOT NULL,
    margin DECIMAL(38, 8),             -- actual minus target, in the target's unit
    margin_share DOUBLE,               -- margin as a share of the target
    elapsed DOUBLE,                    -- share of the target's period gone by the report's end, interim reports
    confidence DOUBLE NOT NULL,
    is_latest BOOLEAN NOT NULL,        -- the report that decides as things stand
    modifiers VARCHAR[] NOT NULL,      -- revised, revised_down, carried_over, reworded, restated, pinned
    note VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS findings (
    fingerprint VARCHAR PRIMARY KEY, suite VARCHAR NOT NULL, expectation VARCHAR NOT NULL, severity VARCHAR NOT NULL,
    subject_kind VARCHAR NOT NULL,     -- target, relation, quantity, numeral, report, ledger, row
    subject VARCHAR NOT NULL, doc VARCHAR NOT NULL, start INTEGER, "end" INTEGER, quote VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL, title_en VARCHAR NOT NULL, message_zh VARCHAR NOT NULL, message_en VARCHAR NOT NULL,
    body VARCHAR NOT NULL,             -- whose finding it is; empty for one about a frame as a whole
    evidence VARCHAR NOT NULL          -- verdict and numbers it rests on: when they change, it is looked at anew
);

-- What verdicts and findings of a body were made from (a hash): as long as it holds, they are not made again.
CREATE TABLE IF NOT EXISTS judged (body VARCHAR PRIMARY KEY, state VARCHAR NOT NULL);

-- How many rows of a body each expectation looked at; one that met none is no check.
CREATE TABLE IF NOT EXISTS looked_at (
    body VARCHAR NOT NULL, suite VARCHAR NOT NULL, expectation VARCHAR NOT NULL, rows INTEGER NOT NULL
);
