-- From the answer of each target to its verdict. A false "missed" accuses somebody, so it needs far more likeness than "met".
CREATE OR REPLACE TEMP TABLE shares AS
SELECT b.doc, q.start, q.value >= 100 AS reached, substr(r.text, greatest(1, q.start - 39), least(40, q.start)) AS before
FROM told b JOIN quantities q ON q.doc = b.doc AND q.id = b.key JOIN reports r ON r.doc = b.doc WHERE b.measure = 'of_plan';

CREATE OR REPLACE TEMP TABLE decided AS
WITH answers AS (
    SELECT d.target, d.doc, d.is_due, d.is_latest, d.elapsed, d.since, d.period_end,
           o.quantity, o.score, o.outcome, o.plausible, o.asked_share, o.told_share, o.clause_share, o.own_share, o.own_told_share, o.own_words, o.base, o.of_plan, o.asked_kind, o.exact, o.near, o.rare, o.same_head, o.other_rate, o.told_length, o.literal, o.bare, o.asked_joint, o.told_joint, o.wanted AS asked_value, o.every, o.start_only, o.started, o.of_one_grade, o.narrower, o.wider, o.cumulated, o.quoted OR o.denied AS quoted, o.denied, o.sized, o.promised, o.pinned, o.foreign_actor, o.tail,
           o.role, o.period, o.margin, o.actual, o.threshold, o.at_most, o.asked_measure, o.asked_dimension = o.told_dimension AS same_dimension,
           o.asked_dimension = o.told_dimension OR counted(o.asked_dimension) AND counted(o.told_dimension) AS same_unit,
           o.wanted_unit = o.unit AS one_unit, o.asked_flow, o.base_only, o.at_end,
           -- 950人, 完成年计划的105%: a share of the plan behind the number, in its segment, that says otherwise.
           EXISTS (FROM shares s WHERE s.doc = d.doc AND s.start BETWEEN o.start AND o.start + 40 AND o.outcome IN ('met', 'missed') AND NOT o.of_plan AND NOT o.at_most AND s.reached <> (o.outcome = 'met')
                   -- … of it, and not of what was told between: 115个项目, 完成投资38亿元, 为年度计划的95.1%.
                   AND NOT EXISTS (FROM quantities x WHERE x.doc = d.doc AND x.start > o.start AND x.start < s.start AND x.unit <> '%')
                   AND NOT regexp_matches(right(s.before, s.start - o.start), '[。；;\n]')) AS disputed,
           coalesce(p.rival, 0) AS rival, coalesce(p.halved, FALSE) AS halved, d.numbers
    FROM (FROM rounds JOIN doc_scopes USING (doc) JOIN scopes USING (scope)) d
    LEFT JOIN picks p USING (target, doc)
    LEFT JOIN outcomes o USING (target, doc, quantity)
),
graded AS (
    SELECT *,
        quantity IS NOT NULL AND plausible AND NOT sized AND (
                score >= $missed AND (least(asked_share, told_share) >= $missed_side OR told_share >= 0.95 AND asked_share >= $shorter AND wider = 0
                    -- 新建平价超市和直销店10家 of 平价超市20家: with others, and fewer even so.
                    OR told_joint AND asked_measure = 'level' AND NOT at_most AND least(asked_share, literal) >= 0.95)
                -- The report names the end of the target's subject (既有建筑节能改造 of 老旧小区既有建筑节能改造): it tells of as much or more.
                OR tail AND score >= $tail AND wider = 0)
            AND own_words > 1 AND own_share >= 0.5 AND own_told_share >= 0.5 AND narrower = 0 AND same_dimension AND NOT promised AND NOT foreign_actor AND NOT start_only
            -- One of several things asked for together: 农村实用技术培训160人次 of 职业技能和农村实用技术培训350人次.
            AND NOT (asked_joint AND NOT told_joint)
            -- 4A级1家, 5A级1家 of 4A级以上2家: those of one grade are some of them.
            AND NOT of_one_grade
            -- One of several of which each was to reach it (甲、乙增速均达到20%以上).
            AND NOT every
            AND (period = 'year' OR at_end) AND NOT cumulated AND NOT quoted AND base IS NULL AND rival < score - 0.1 OR halved AS may_accuse,
        quantity IS NOT NULL AND plausible AND NOT sized AND score >= CASE WHEN other_rate THEN $rate ELSE $met END AND least(asked_share, clause_share) >= $met_side
            AND (narrower + wider = 0 OR narrower = 0 AND score >= 0.85) AND own_words > 1 AND NOT started AND rival < score - CASE WHEN every THEN 0.2 ELSE 0 END OR halved
            -- The very number that was asked for, with all the words that asked for it: the report adds a name or a place.
            OR quantity IS NOT NULL AND margin = 0 AND NOT sized AND asked_share >= 0.95 AND narrower = 0 AND own_words > 1 AND rival < score AS may_praise,
        -- An amount that another way of saying it cannot change.
        quantity IS NOT NULL AND asked_measure = 'level' AND one_unit AND same_dimension AND plausible AND NOT at_most AND rival < score
            AND NOT sized AND NOT quoted AND NOT promised AND NOT cumulated AND NOT foreign_actor AND NOT bare
            AND (period = 'year' OR asked_flow = 'stock') AS amount
    FROM answers
),
strong AS (
    SELECT *,
        -- One word alone, but the subjects are the same, verbs and all: 新建绿道 of 新建绿道137公里.
        quantity IS NOT NULL AND own_words = 1 AND least(asked_share, told_share, own_share, own_told_share) >= 0.95 AND literal >= 0.7 AND narrower + wider = 0
            AND plausible AND same_dimension AND rival < score AND NOT sized AND NOT quoted AND NOT promised AND NOT cumulated AND NOT foreign_actor AND NOT bare
        -- The very number asked for, in the unit asked for, and no mere handful: other words for one thing.
        OR amount AND exact AND score >= $review AND own_share >= 0.4
        -- Few words alike, one of them rare, and the number just reaches what was asked for: 消除易积水点位13处 of 13处易积水点位改造.
        -- Of few numbers every word is rare: there only the very number is evidence.
        OR amount AND near AND least(asked_share, clause_share) >= 0.95 AND narrower + wider = 0
        OR amount AND near AND rare AND (exact OR numbers >= 40) AND (own_share >= 0.2 OR exact AND same_head AND own_share >= 0.1)
        -- A long noun that the target ends with, whatever it says before it: 燃气管网 of 清单化改造燃气管网.
        -- Half of the words on both sides, a rare one among them, and up to twice the number: 老旧小区引入物业服务380个 of 物业服务覆盖老旧小区300个.
        OR amount AND rare AND least(own_share, own_told_share) >= 0.5 AND narrower + wider = 0 AND own_words > 2 AND numbers >= 40 AND actual BETWEEN asked_value AND 2 * asked_value
        -- The very number in a sentence on the thing: 黎安试验区…在园师生1万人 of 黎安试验区师生规模突破1万人.
        OR amount AND exact AND rare AND asked_share >= 0.6 AND told_share >= 0.4 AND own_words > 4 AND narrower + wider = 0 AND numbers >= 40
        OR amount AND tail AND told_length >= 4 AND told_share >= 0.95 AND score >= $review AND wider = 0 AND narrower = 0 AND own_words > 1 AND actual BETWEEN asked_value AND 2 * asked_value
        -- A part of what was asked for that reaches the whole by itself: 引进国内到位资金 of 引进到位资金, 高中学位 of 初中和高中学位.
        OR amount AND asked_share >= 0.95 AND clause_share >= $met_side AND narrower > 0 AND NOT told_joint AND own_words > 1
        OR amount AND asked_joint AND NOT told_joint AND least(told_share, own_told_share) >= 0.95 AND score >= $review AND own_words > 1 AS is_strong
    FROM graded
)
SELECT *,
    CASE
        WHEN quantity IS NULL THEN ''
        -- A number in another unit decides nothing by itself: the person has to say the verdict.
        WHEN pinned AND NOT same_unit THEN 'not_comparable'
        WHEN pinned THEN outcome
        -- The report says of itself that it was not done, or how much of the plan was: then the other cannot hold.
        WHEN score >= $review AND (denied OR disputed) THEN 'needs_review'
        WHEN outcome = 'met' AND (may_praise OR is_strong) THEN 'met'
        WHEN outcome = 'uncertain' AND may_praise THEN 'uncertain'
        WHEN outcome = 'missed' AND may_accuse THEN 'missed'
        -- What several years or another part of the matter came to cannot decide: growth and rates of a part say nothing of the whole.
        WHEN score >= $review AND (period = 'several' AND NOT plausible OR foreign_actor OR start_only AND outcome = 'missed'
            OR asked_measure IN ('growth', 'rate') AND narrower + wider > 0 AND margin <> 0 AND NOT told_joint AND NOT promised AND role = 'actual') THEN 'not_comparable'
        -- Of another size in another unit (2.6万户 for 5000套), or of how many there are, where something was to be done to some of them.
        WHEN score >= $review AND outcome = 'met' AND (NOT plausible AND NOT same_dimension AND score >= $missed OR base_only) THEN 'not_comparable'
        WHEN score >= $review THEN 'needs_review'
        ELSE ''
    END AS judged
FROM strong;

-- In another unit a figure speaks of the matter only where it is of the thing itself: not 营收5万亿元 of 新增规上工业企业, nor 8个重大基础设施 of 重大项目投资.
CREATE OR REPLACE TEMP MACRO of_the_matter(gate, measure, own_words, asked_kind, told_kind) AS gate <> 'unit' OR measure <> 'level' OR asked_kind = told_kind AND told_kind <> '' OR own_words > 1 AND told_kind NOT IN ('sales', 'gross_output', 'added_value', 'income', 'revenue', 'tourism_income', 'output');

-- What else speaks of the matter: the likeliest number behind a gate.
CREATE OR REPLACE TEMP TABLE beside AS
SELECT target, doc, quantity, score, gate FROM outcomes
WHERE gate NOT IN ('', 'pinned', 'scope') AND role <> 'other' AND score >= $beside AND own_share >= 0.4 AND asked_share >= CASE WHEN gate IN ('measure', 'kind') THEN 0.75 ELSE 0.55 END
    AND of_the_matter(gate, asked_measure, own_words, asked_kind, told_kind)
QUALIFY row_number() OVER (PARTITION BY target, doc ORDER BY score DESC, start) = 1;
