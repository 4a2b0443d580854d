-- The gates: what keeps a number from answering a target however alike the words are, and the comparable value.
CREATE OR REPLACE TEMP MACRO counted(dimension) AS dimension IN ('persons', 'households', 'things');

-- Months of what a standard is for: 720元/年 are 60元/月. A person (元/人·月) need not be said again.
CREATE OR REPLACE TEMP MACRO months_of(denominator) AS CASE WHEN suffix(denominator, '月') THEN 1 WHEN suffix(denominator, '年') THEN 12 END;
CREATE OR REPLACE TEMP MACRO same_rate(a, b) AS a = b OR months_of(a) IS NOT NULL AND months_of(b) IS NOT NULL AND (a || b NOT LIKE '%户%');

-- 村集体收入10万元以上的村, 5万元以上的村: the limits of a group, which are no words.
CREATE OR REPLACE TEMP MACRO limits(subject) AS regexp_extract_all(subject, '([0-9.]+[万亿千百]?)[^0-9,，]{0,4}以[上下内]', 1);
CREATE OR REPLACE TEMP MACRO other_limits(a, b) AS len(limits(a)) > 0 AND len(limits(b)) > 0 AND limits(a) <> limits(b);

CREATE OR REPLACE TEMP TABLE considered AS
WITH sides AS (
    SELECT k.*, p.quantity IS NOT NULL AS pinned, t.op, t.kind AS target_kind, t.value AS wanted, t.value_high AS wanted_high, t.unit AS wanted_unit,
           a.measure AS asked_measure, b.measure AS told_measure, b.measure = 'of_plan' AND a.measure <> 'of_plan' AS of_plan, a.lower,
           a.kind AS asked_kind, b.kind AS told_kind, a.flow AS asked_flow, a.state AS asked_state, b.flow AS told_flow,
           a.dimension AS asked_dimension, CASE WHEN b.measure = 'of_plan' THEN a.dimension ELSE b.dimension END AS told_dimension, b.over,
           a.denominator AS asked_denominator, b.denominator AS told_denominator,
           -- 自7月起城市低保标准提高到750元/月: what is paid a month is a state, since when it ever holds.
           -- 下半年 of a report of the whole year is what a plan of the second half asked for.
           CASE WHEN b.period = 'part' AND (month(r.period_end) < 12 OR months_of(b.denominator) IS NOT NULL OR q.period_start = t.plan_period_end + 1 AND q.period_end = t.due) THEN 'year' ELSE b.period END AS period, a.period AS asked_period, b.quoted, b.denied, b.sized, b.promised, b.carried, b.state, b.added, b.actor <> '' AND NOT contains(a.said, b.actor) AS foreign_actor, b.cumulative AND NOT a.cumulative AS cumulated,
           suffix(a.own, b.own) AS tail, length(b.own) AS told_length, a.head = b.head AND a.head <> '' AS same_head, suffix(a.head, '率') AND suffix(b.head, '率') AND a.head <> b.head AS other_rate, b.bare, starts_with(a.own, b.own) AND length(a.own) > length(b.own) + 1 AND b.state AND b.flow <> 'new' AND a.flow <> 'stock' AS base_only,
           -- A stock at the end of several years, where a stock was asked for: 国家高新技术企业1.28万家 of 高新技术企业总量超过1.4万家.
           b.period = 'several' AND a.measure = 'level' AND t.kind = 'level' AND a.state AND b.measure = 'level' AND b.flow NOT IN ('new', 'spent') AND NOT b.added AND NOT b.cumulative AS at_end, a.joint AS asked_joint, a.list_head, a.every, a.graded AND NOT b.graded AS of_one_grade, a.stage <> b.stage AND (a.stage = 'start' OR a.stage <> '' AND b.stage <> '') AS start_only, a.ends AND b.stage = 'start' AS started, b.settled, b.joint AS told_joint,
           -- The share of the shorter subject's pairs, verbs and all, that the longer one has.
           held(a."full", b."full") AS literal, right(a."full", 2) = right(b."full", 2) AS ends_alike, a.named <> '' AND a.named = b.named AS same_named, q.role, q.role_rule, q.section_kind, q.bound, q.text, q.unit, q.start, q.value AS printed,
           -- A word of an exclusive group that one side says, where the other says another of the group.
           list_has_any([split_part(x, ':', 1) FOR x IN a.exclusive IF NOT list_contains(b.exclusive, x) AND NOT contains(b.said, split_part(x, ':', 2))],
                        [split_part(x, ':', 1) FOR x IN b.exclusive IF NOT list_contains(a.exclusive, x) AND NOT contains(a.said, split_part(x, ':', 2))])
               OR other_limits(t.subject, q.subject) AS excluded,
           len([x FOR x IN b.narrowing IF NOT contains(a.said, x)]) AS narrower,
           len([x FOR x IN a.narrowing IF NOT contains(b.said, x)]) AS wider,
           CASE WHEN a.dimension = b.dimension THEN b.factor / a.factor ELSE 1 END * coalesce(months_of(a.denominator) / months_of(b.denominator), 1) AS ratio,
           CASE WHEN a.measure IN ('growth', 'points', 'change') THEN a.direction * b.direction ELSE 1 END AS sign,
           q.low, q.high
    FROM links k
    JOIN targets t USING (target)
    JOIN asked a ON a.key = k.target
    JOIN told b ON b.doc = k.doc AND b.key = k.quantity
    JOIN quantities q ON q.doc = k.doc AND q.id = k.quantity
    LEFT JOIN pins p ON p.target = k.target AND p.doc = k.doc AND p.quantity = k.quantity
    JOIN reports r ON r.doc = k.doc
),
values_in_unit AS (
    SELECT *,
        CASE WHEN of_plan THEN CAST(wanted * printed / 100 AS DECIMAL(38, 8)) WHEN ratio = 1 THEN printed ELSE CAST(printed * ratio AS DECIMAL(38, 8)) END * sign AS actual,
        CASE WHEN bound = '=' OR of_plan THEN NULL WHEN sign = 1 THEN CAST(low * ratio AS DECIMAL(38, 8)) ELSE CAST(-high * ratio AS DECIMAL(38, 8)) END AS least,
        CASE WHEN bound = '=' OR of_plan THEN NULL WHEN sign = 1 THEN CAST(high * ratio AS DECIMAL(38, 8)) ELSE CAST(-low * ratio AS DECIMAL(38, 8)) END AS most
    FROM sides
)
SELECT *, NULL::DECIMAL(38, 2) AS base,
    CASE WHEN pinned THEN 2 ELSE 1 END * sqrt(asked_share * clause_share) * CASE
        WHEN wanted_unit = unit OR of_plan THEN 1
        WHEN asked_dimension = told_dimension THEN CASE WHEN counted(asked_dimension) THEN 0.98 ELSE 1 END
        WHEN counted(asked_dimension) AND counted(told_dimension) THEN 0.85 ELSE 0.8 END
        * CASE WHEN period = 'year' OR period = 'several' AND (state OR at_end AND abs(actual) BETWEEN 0.7 * wanted AND 1.5 * wanted) AND asked_measure = 'level' THEN 1 ELSE 0.9 END * CASE WHEN carried THEN 0.97 ELSE 1 END * (0.97 + 0.03 * context) AS score,
    CASE
        WHEN pinned THEN ''
        WHEN EXISTS (FROM pins p WHERE p.target = v.target AND p.doc = v.doc) THEN 'pinned'
        -- 目标值95, 完成值93.8 in a row, 目标为95%, 实际达到93.8%: what was asked is no answer beside what came of it.
        WHEN role_rule IN ('role.target.table', 'role.target.beside') THEN 'asked'
        WHEN of_plan THEN CASE WHEN period NOT IN ('year', 'each') THEN 'period' WHEN excluded THEN 'scope' WHEN lower THEN 'measure' ELSE '' END
        WHEN asked_dimension <> told_dimension AND NOT (counted(asked_dimension) AND counted(told_dimension)) THEN 'unit'
        WHEN asked_measure <> told_measure THEN 'measure'
        WHEN NOT same_rate(asked_denominator, told_denominator)
            AND NOT ((asked_denominator = '' OR told_denominator = '') AND abs(actual) BETWEEN 0.3 * wanted AND 3 * wanted) THEN 'unit'
        WHEN asked_period IN ('several', 'other') THEN 'period'
        WHEN period IN ('other', 'part') THEN 'period'
        WHEN period = 'several' AND asked_measure IN ('level', 'growth', 'change', 'points') AND NOT (asked_measure = 'level' AND (state AND NOT (NOT settled AND target_kind = 'amount' AND asked_flow IN ('done', 'new', 'spent') AND told_flow IN ('done', 'new', 'spent')) OR
            -- A stock near the one asked for: what was added in five years would rarely come so close.
            (asked_flow = 'stock' OR at_end) AND told_flow NOT IN ('new', 'spent') AND NOT added AND abs(actual) BETWEEN 0.7 * wanted AND 1.5 * wanted)) THEN 'period'
        WHEN asked_kind <> '' AND told_kind <> '' AND asked_kind <> told_kind AND NOT same_named THEN 'kind'
        WHEN role = 'other' AND least(asked_share, told_share) < 0.95 THEN 'kind'
        WHEN excluded THEN 'scope'
        WHEN target_kind = 'amount' AND asked_measure = 'level' AND asked_flow <> 'stock' AND actual > CASE WHEN cumulated THEN 2 ELSE 3 END * wanted AND (told_flow = 'stock' OR cumulated) THEN 'flow'
        WHEN asked_measure = 'level' AND (asked_flow = 'new' AND told_flow = 'stock' OR (asked_flow = 'stock' OR asked_state) AND told_flow = 'new') THEN 'flow'
        ELSE ''
    END AS gate
FROM values_in_unit v;

DROP TABLE links;
