-- The tables that everybody reads.
CREATE OR REPLACE TEMP MACRO shown(value, unit) AS (
    CASE WHEN abs(value) >= 100000000 AND unit NOT IN ('%', '‰') THEN rtrim(rtrim(CAST(CAST(value / 100000000 AS DECIMAL(38, 6)) AS VARCHAR), '0'), '.') || '亿'
         WHEN abs(value) >= 10000 AND unit NOT IN ('%', '‰') THEN rtrim(rtrim(CAST(CAST(value / 10000 AS DECIMAL(38, 6)) AS VARCHAR), '0'), '.') || '万'
         ELSE rtrim(rtrim(CAST(value AS VARCHAR), '0'), '.') END || unit
);

-- How a number that is not told came about: 4179万亩 - 3800万亩 = 379万亩, 830元 / 780元 - 1 = 6.4%, of a fall 62% - 60% = 2个百分点; 118.2% of the plan.
CREATE OR REPLACE TEMP MACRO worked(text, told_unit, base, falls, of_plan, actual, threshold, unit) AS (
    CASE WHEN base IS NOT NULL AND unit = '%' AND told_unit <> '%' THEN text || ' / ' || shown(base, split_part(told_unit, '/', 1)) || ' - 1 = ' || shown(round(actual, 1), unit)
         WHEN base IS NOT NULL THEN CASE WHEN falls THEN shown(base, told_unit) || ' - ' || text ELSE text || ' - ' || shown(base, told_unit) END || ' = ' || shown(actual, unit)
         WHEN of_plan THEN text || ' × ' || shown(threshold, unit) || ' = ' || shown(actual, unit) END
);

-- The verdict on a target that is not yet due, by the pace of what was done.
CREATE OR REPLACE TEMP MACRO paced(judged, at_most, measure, actual, threshold, elapsed) AS (
    CASE WHEN judged = '' THEN 'not_due'
         WHEN judged = 'met' AND at_most AND measure <> 'level' THEN 'on_track'
         WHEN judged IN ('met', 'needs_review', 'not_comparable') THEN judged
         WHEN at_most OR measure = 'growth' OR threshold = 0 THEN 'behind'
         WHEN actual / threshold >= elapsed THEN 'on_track'
         ELSE 'behind' END
);

-- What a number says that only its unit and its size were looked at for.
CREATE OR REPLACE TEMP MACRO plain_outcome(op, wanted, wanted_high, value, bound) AS (
    CASE WHEN bound <> '=' OR op NOT IN ('>=', '<=', '=', 'range') THEN 'uncertain'
         WHEN op = '<=' THEN CASE WHEN value <= wanted THEN 'met' ELSE 'missed' END
         WHEN op = 'range' AND value > wanted_high THEN 'uncertain'
         WHEN value >= wanted THEN 'met' ELSE 'missed' END
);

-- The likeliest of the figures that keep a target from being called not reported.
CREATE OR REPLACE TEMP TABLE nearest AS
FROM kin QUALIFY row_number() OVER (PARTITION BY target, doc ORDER BY list_position(['same_number', 'same_noun', 'near_number', 'refused', 'nameless'], why), worth DESC, quantity) = 1;

INSERT INTO candidates
SELECT target, doc, quantity, row_number() OVER (PARTITION BY target, doc ORDER BY taken DESC, score DESC, start) AS place,
       least(1, score), CASE WHEN taken THEN '' WHEN gate <> '' THEN gate WHEN doubted THEN 'unsure' WHEN claimed THEN 'other_target' WHEN score < $review THEN coalesce(why, 'unlike') ELSE 'less_alike' END,
       CASE WHEN wanted IS NULL THEN '' WHEN NOT comparable THEN 'not_comparable' WHEN NOT is_due AND before THEN 'not_due' WHEN is_due THEN outcome ELSE paced(outcome, at_most, asked_measure, actual, threshold, elapsed) END, coalesce(plausible, TRUE)
FROM (
    SELECT o.*, k.why, d.is_due, d.elapsed, year(d.period_end) < year(t.due) AS before,
           o.asked_dimension = o.told_dimension OR counted(o.asked_dimension) AND counted(o.told_dimension) AS comparable, p.quantity IS NOT NULL AND d.judged <> '' AND d.judged <> 'needs_review' AS taken,
           p.quantity IS NOT NULL AND d.judged = 'needs_review' AS doubted,
           EXISTS (FROM picks x WHERE x.doc = o.doc AND x.quantity = o.quantity AND x.target <> o.target) AS claimed
    FROM outcomes o
    JOIN decided d USING (target, doc)
    JOIN targets t USING (target)
    LEFT JOIN picks p ON p.target = o.target AND p.doc = o.doc AND p.quantity = o.quantity
    LEFT JOIN nearest k ON k.target = o.target AND k.doc = o.doc AND k.quantity = o.quantity
    WHERE o.score >= $listed
);

INSERT INTO candidates
SELECT k.target, k.doc, k.quantity, coalesce((SELECT max(c.place) FROM candidates c WHERE c.target = k.target AND c.doc = k.doc), 0) + 1, $listed, k.why,
       CASE WHEN t.value IS NULL OR q.unit <> t.unit THEN '' ELSE plain_outcome(t.op, t.value, t.value_high, q.value, q.bound) END,
       t.value IS NULL OR q.unit <> t.unit OR t.value = 0 OR abs(q.value) BETWEEN 0.2 * abs(t.value) AND 5 * abs(t.value)
FROM nearest k
JOIN targets t USING (target)
JOIN quantities q ON q.doc = k.doc AND q.id = k.quantity
WHERE NOT EXISTS (FROM candidates c WHERE c.target = k.target AND c.doc = k.doc AND c.quantity = k.quantity);

INSERT INTO verdicts
WITH settled AS MATERIALIZED (
    SELECT d.* REPLACE (coalesce(y.rate, g.actual, d.actual) AS actual, CASE WHEN g.quantity IS NULL AND y.target IS NULL THEN d.threshold ELSE t.value END AS threshold, coalesce(y.rate - t.value, g.actual - t.value, d.margin) AS margin, CASE WHEN g.quantity IS NULL THEN d.base END AS base), t.kind, t.op, t.value AS wanted, t.value_high AS wanted_high, t.unit AS wanted_unit, t.due,
           CASE WHEN y.target IS NOT NULL THEN y.quantity ELSE coalesce(g.quantity, b.quantity, k.quantity) END AS beside, y.note AS divided, y.target IS NOT NULL AND y.quantity IS NULL AS of_all, b.gate AS beside_gate, coalesce(w.share, m.share) AS share,
           -- Of a milestone whose words stand nowhere together, the clause on one of the things that it names.
           coalesce(n.start, x.start, CASE WHEN y.quantity IS NULL THEN y.start END, CASE WHEN t.kind = 'milestone' AND coalesce(m.share, 0) < $milestone THEN coalesce(e.start, f.start) END, m.start) AS said_start,
           coalesce(n."end", x."end", CASE WHEN y.quantity IS NULL THEN y."end" END, CASE WHEN t.kind = 'milestone' AND coalesce(m.share, 0) < $milestone THEN coalesce(e."end", f."end") END, m."end") AS said_end,
           coalesce(n.words, x.text, CASE WHEN y.quantity IS NULL THEN y.words END, CASE WHEN t.kind = 'milestone' AND coalesce(m.share, 0) < $milestone THEN coalesce(substr(r.text, e.start + 1, e."end" - e.start), f.text) END, m.text) AS said,
           coalesce(m.n, CASE WHEN f.target IS NOT NULL OR e.target IS NOT NULL THEN 0 END) AS n, x.target IS NOT NULL AS worded, n.target IS NOT NULL AS pinned_here, n.quantity AS pinned_quantity, n.start IS NOT NULL AND n.quantity IS NULL AS pinned_words,
           coalesce(w.done, m.done) AS done, coalesce(w.begun, m.begun) AS begun, a.start_asked,
           c.target IS NOT NULL AS umbrella, c.start AS umbrella_start, c."end" AS umbrella_end, c.text AS umbrella_text, c.head AS list_head, d.judged = '' OR d.judged = 'needs_review' AND (d.outcome = 'met' OR NOT d.plausible) OR d.judged = 'not_comparable' AND d.period = 'several' AS unsaid,
        CASE
            WHEN n.verdict IS NOT NULL THEN n.verdict
            WHEN n.start IS NOT NULL AND n.quantity IS NULL AND t.kind <> 'milestone' THEN 'not_comparable'
            WHEN t.kind = 'milestone' THEN CASE
                WHEN coalesce(w.share, m.share, 0) < $milestone THEN CASE
                    WHEN e.done = e.parts THEN 'met' WHEN e.done > 0 THEN 'partly' WHEN e.begun > 0 THEN 'in_progress'
                    WHEN f.target IS NOT NULL AND d.is_due THEN CASE WHEN a.way <> '' AND NOT f.against THEN 'not_comparable' ELSE 'needs_review' END
                    -- A sentence on what bears its name, whatever it says of it.
                    WHEN m.led AND m.share >= $named AND d.is_due THEN 'needs_review'
                    WHEN d.is_due THEN 'not_reported' ELSE 'not_due' END
                -- Some of several things are told done, and another to be on its way; of one thing of a kind in each of several
                -- places it is enough that only some are told.
                WHEN w.target IS NULL AND e.done > 0 AND (e.behind > 0 OR e.done < e.parts AND len(list_distinct([right(regexp_replace(x, '[0-9]+|[一二三四五]期$', '', 'g'), 2) FOR x IN a.parts])) = 1) THEN 'partly'
                WHEN w.target IS NULL AND m.nearly THEN 'in_progress'
                WHEN coalesce(w.done, m.done) AND (a.start_asked OR NOT coalesce(w.begun, m.begun)) OR coalesce(w.begun, m.begun) AND a.start_asked THEN
                    -- Most words without the thing itself (实施方案, 阶段任务): whether it was that, is for a person to read.
                    CASE WHEN w.target IS NULL AND NOT m.headed AND e.target IS NULL THEN 'needs_review' ELSE 'met' END
                WHEN coalesce(w.begun, m.begun) THEN 'in_progress'
                WHEN d.is_due AND w.target IS NULL AND NOT m.headed AND m.share < $deliverable THEN 'not_reported'
                -- The matter without the way that was asked for.
                WHEN a.way <> '' AND d.is_due AND w.target IS NULL AND NOT m.against THEN 'not_comparable'
                ELSE 'needs_review' END
            WHEN NOT d.is_due AND year(d.period_end) < year(t.due) THEN 'not_due'
            WHEN NOT d.is_due THEN paced(d.judged, d.at_most, d.asked_measure, d.actual, d.threshold, d.elapsed)
            WHEN d.judged <> '' THEN d.judged
            WHEN x.met THEN 'met'
            WHEN x.short THEN 'missed'
            WHEN x.kept THEN 'not_comparable'
            WHEN x.target IS NOT NULL THEN 'needs_review'
            WHEN y.target IS NOT NULL THEN y.verdict
            WHEN g.quantity IS NOT NULL THEN 'met'
            WHEN b.quantity IS NOT NULL THEN 'not_comparable'
            -- … or of town and country together, where one of them was asked for.
            WHEN k.quantity IS NOT NULL THEN CASE WHEN k.period = 'several' OR a.half IN ('town', 'country') AND kt.half IN ('', 'both') AND a.measure = 'growth' THEN 'not_comparable' ELSE 'needs_review' END
            -- A sentence with most of the target's words, or with half of them, its noun among them, and a verb.
            -- One thing of a kind may be told done by its name: 石门峡谷创成国家4A级景区 for 新创1个.
            WHEN coalesce(m.share, 0) >= $words OR m.share >= $sentence AND (m.nouned OR m.headed) AND (m.done OR m.begun) THEN
                CASE WHEN t.value = 1 AND t.op = '>=' AND counted(a.dimension) AND a.measure = 'level' AND m.done AND NOT m.begun THEN 'met' ELSE 'not_comparable' END
            -- Words that name nothing cannot be looked for: nobody is accused of having said nothing of them.
            WHEN a.own = '' THEN 'needs_review'
            ELSE 'not_reported' END AS verdict
    FROM decided d
    JOIN targets t ON t.target = d.target
    JOIN asked a ON a.key = d.target
    LEFT JOIN beside b ON b.target = d.target AND b.doc = d.doc
    LEFT JOIN elided g ON g.target = d.target AND g.doc = d.doc
    LEFT JOIN nearest k ON k.target = d.target AND k.doc = d.doc
    LEFT JOIN told kt ON kt.doc = k.doc AND kt.key = k.quantity
    LEFT JOIN pins n ON n.target = d.target AND n.doc = d.doc
    -- Pinned words speak for themselves: the clauses that they stand in.
    LEFT JOIN (SELECT p.target, p.doc, 1.0 AS share, bool_or(s.done) AS done, bool_or(s.begun) AS begun
               FROM pins p JOIN statements s ON s.doc = p.doc AND NOT s.whole AND s.start < p."end" AND s."end" > p.start
               GROUP BY p.target, p.doc) w ON w.target = d.target AND w.doc = d.doc
    LEFT JOIN worded_answers x ON x.target = d.target AND x.doc = d.doc
    -- Where neither a number of its own nor words answer.
    LEFT JOIN fractions y ON y.target = d.target AND y.doc = d.doc AND d.judged = '' AND x.target IS NULL
    LEFT JOIN matters m ON m.target = d.target AND m.doc = d.doc
    LEFT JOIN spoken f ON f.target = d.target AND f.doc = d.doc
    LEFT JOIN parts e ON e.target = d.target AND e.doc = d.doc
    LEFT JOIN reports r ON r.doc = d.doc
    LEFT JOIN declared c ON c.target = d.target AND c.doc = d.doc
),
-- An umbrella sentence speaks where no figure of the target's own does.
covered AS (
    SELECT * REPLACE (
        CASE WHEN covers AND list_head THEN 'met' WHEN covers THEN 'declared' ELSE verdict END AS verdict,
        CASE WHEN covers THEN umbrella_start ELSE said_start END AS said_start, CASE WHEN covers THEN umbrella_end ELSE said_end END AS said_end,
        CASE WHEN covers THEN umbrella_text ELSE said END AS said, CASE WHEN covers THEN 1 ELSE share END AS share)
    FROM (SELECT *, umbrella AND NOT pinned_here AND unsaid AND (verdict IN ('not_reported', 'needs_review') OR verdict = 'not_comparable' AND (list_head OR judged <> '' OR beside_gate = 'period' OR beside IS NULL)) AS covers FROM settled)
),
answered AS (
    SELECT s.* EXCLUDE (quantity),
        CASE
            WHEN pinned_here THEN s.pinned_quantity
            WHEN s.covers OR s.kind = 'milestone' OR s.verdict IN ('not_reported', 'not_due') THEN NULL
            WHEN s.judged <> '' THEN s.quantity
            WHEN s.worded OR s.of_all THEN NULL
            ELSE s.beside END AS quantity,
        pinned_words OR s.covers OR (s.worded OR s.of_all) AND NOT pinned_here OR NOT pinned_here AND s.n IS NOT NULL AND (s.kind = 'milestone' AND s.verdict NOT IN ('not_reported', 'not_due')
            OR s.verdict IN ('met', 'not_comparable', 'needs_review') AND s.judged = '' AND s.beside IS NULL) AS in_words
    FROM covered s
)
SELECT s.target, s.doc, s.verdict, s.quantity,
       CASE WHEN in_words THEN said_start ELSE q.start END,
       CASE WHEN in_words THEN said_end ELSE q."end" END,
       CASE WHEN in_words THEN said ELSE coalesce(q.text, '') END,
       q.value, q.low, q.high, coalesce(q.unit, ''),
       CASE WHEN s.verdict <> 'not_comparable' AND s.quantity IS NOT NULL THEN s.margin END,
       CASE WHEN s.verdict <> 'not_comparable' AND s.quantity IS NOT NULL AND s.threshold <> 0 THEN s.margin / abs(s.threshold) END,
       CASE WHEN s.is_due THEN NULL ELSE s.elapsed END,
       CASE WHEN s.pinned_here THEN 1 WHEN s.quantity IS NOT NULL AND s.judged <> '' THEN least(1, CASE WHEN s.halved THEN greatest(s.score, $missed) WHEN s.is_strong THEN greatest(s.score, $met) ELSE s.score END) WHEN in_words OR s.judged = '' AND s.verdict = 'met' THEN least(1, s.share) WHEN s.verdict = 'needs_review' AND s.quantity IS NOT NULL AND s.judged = '' THEN $listed ELSE 1 END,
       s.is_latest,
       [x FOR x IN [m.modifier, CASE WHEN m.lowered AND m.modifier = 'revised' THEN 'revised_down' END,
                    CASE WHEN m.reworded AND m.modifier IS NOT NULL THEN 'reworded' END,
                    -- A later report of the body tells the answer's own period differently.
                    CASE WHEN EXISTS (FROM relation_members x JOIN relations r USING (doc, relation)
                                      WHERE r.type = 'retold' AND x.member_doc = s.doc AND x.quantity = s.quantity AND x.place > 0) THEN 'restated' END,
                    CASE WHEN s.pinned_here THEN 'pinned' END] IF x IS NOT NULL],
       CASE
           WHEN s.quantity IS NOT NULL AND s.verdict NOT IN ('not_comparable') AND s.threshold IS NOT NULL THEN
               coalesce(h.both, s.divided, worked(q.text, q.unit, s.base, s.actual * (q.value - s.base) < 0, s.of_plan, s.actual, s.threshold, s.wanted_unit), q.text) || CASE WHEN s.actual < s.threshold THEN ' < ' WHEN s.actual > s.threshold THEN ' > ' ELSE ' = ' END || shown(s.threshold, s.wanted_unit)
               -- A goal for prices is kept by staying below it: by how much may matter.
               || CASE WHEN s.asked_kind = 'prices' AND s.at_most AND s.actual < s.threshold THEN ' (' || shown(s.actual - s.threshold, s.wanted_unit) || ')' ELSE '' END
               || CASE WHEN s.threshold <> 0 AND NOT s.is_due AND s.asked_measure <> 'growth' THEN ' (' || CAST(round(100 * s.actual / s.threshold, 1) AS VARCHAR) || '%, ' || CAST(round(100 * s.elapsed, 1) AS VARCHAR) || '%)' ELSE '' END
           WHEN s.verdict = 'needs_review' AND s.quantity IS NOT NULL AND s.judged = '' AND s.wanted IS NOT NULL AND q.text IS NOT NULL THEN coalesce(s.divided, q.text) || ' ? ' || shown(s.wanted, s.wanted_unit)
           ELSE '' END
       || CASE WHEN m.modifier = 'revised' THEN ' → ' || shown(m.other_value, s.wanted_unit) ELSE '' END
FROM answered s
JOIN targets t ON t.target = s.target
LEFT JOIN quantities q ON q.doc = s.doc AND q.id = s.quantity
LEFT JOIN modifiers m ON m.target = s.target
LEFT JOIN halves h ON s.halved AND h.target = s.target AND h.doc = s.doc;

-- Relative targets are settled in relatives.py; what a person pinned stays.
UPDATE verdicts v SET
    verdict = s.verdict, quantity = s.quantity, answer_start = s.start, answer_end = s."end", answer_text = s.said,
    answer_value = s.value, answer_low = s.low, answer_high = s.high, answer_unit = s.unit, margin = NULL, margin_share = NULL,
    confidence = 1, note = s.note
FROM (
    SELECT x.target, x.doc, x.verdict, x.quantity, x.start, x."end", x.note,
           coalesce(substr(r.text, x.start + 1, x."end" - x.start), '') AS said, q.value, q.low, q.high, coalesce(q.unit, '') AS unit
    FROM relatives x
    JOIN reports r USING (doc)
    LEFT JOIN quantities q ON q.doc = x.doc AND q.id = x.quantity
) s
WHERE v.target = s.target AND v.doc = s.doc AND NOT list_contains(v.modifiers, 'pinned');

-- What was read from a picture is for a person to look at, whatever it says.
UPDATE verdicts v SET verdict = 'needs_review'
FROM quantities q
WHERE q.doc = v.doc AND q.id = v.quantity AND q.pictured AND NOT list_contains(v.modifiers, 'pinned')
    AND v.verdict IN ('met', 'missed', 'uncertain', 'on_track', 'behind', 'in_progress', 'declared', 'partly');
