-- One row a target as things stand: the verdict of the report that decides, or 'not_judged' where no report has.
-- The place (doc, start, end, quote) is the answer; where there is none, the promise.
WITH latest AS (
    SELECT * FROM verdicts
    QUALIFY row_number() OVER (PARTITION BY target ORDER BY is_latest DESC, doc) = 1
)
SELECT
    t.target AS key,
    -- A second draft names and numbers its targets anew; the words of the plan stay.
    concat_ws('|', t.body, t.due, coalesce(nullif(wording(t.quote), ''), t.subject),
        CASE WHEN count(*) OVER (PARTITION BY t.body, t.due, wording(t.quote)) > 1 THEN t.subject || t.unit END) AS identity,
    concat_ws('|', coalesce(v.verdict, 'not_judged'), t.op, plain(t.value), t.unit, v.answer_text) AS evidence,
    CASE WHEN v.answer_start IS NULL THEN coalesce(t.plan, v.doc, '') ELSE v.doc END AS doc,
    CASE WHEN v.answer_start IS NULL THEN t.start ELSE v.answer_start END AS start,
    CASE WHEN v.answer_start IS NULL THEN t."end" ELSE v.answer_end END AS "end",
    CASE WHEN v.answer_start IS NULL THEN t.quote ELSE v.answer_text END AS quote,
    t.target, t.id, t.file, t.line, t.body, t.kind, t.op, t.value, t.value_high, t.unit, t.due,
    coalesce(nullif(t.subject, ''), nullif(t.indicator, ''), t.id) AS subject,
    t.indicator, t.measure, t.flow, t.place,
    t.weight, t.weight_rule, coalesce(v.verdict, 'not_judged') || ':' || t.weight AS weighed,
    CASE
        WHEN t.op = 'done' THEN ''
        WHEN t.relative <> '' THEN t.relative
        WHEN t.op = 'range' THEN shown(t.value) || '–' || shown(t.value_high) || t.unit
        ELSE map {'>=': '≥', '<=': '≤', '=': '=', '~': '≈'}[t.op] || ' ' || shown(t.value) || t.unit
    END AS demand,
    coalesce(v.verdict, 'not_judged') AS verdict,
    v.doc AS judged_by,
    coalesce(v.answer_text, '') AS answer,
    v.answer_value, coalesce(v.answer_unit, '') AS answer_unit,
    v.margin, v.margin_share, coalesce(shown(abs(v.margin)), '') AS gap,
    v.elapsed, v.confidence,
    coalesce(array_to_string(v.modifiers, ','), '') AS modifiers,
    coalesce(list_contains(v.modifiers, 'revised'), false) AS revised,
    coalesce(list_contains(v.modifiers, 'carried_over'), false) AS carried_over,
    coalesce(list_contains(v.modifiers, 'restated'), false) AS restated,
    t.pinned_text IS NOT NULL OR t.pinned_verdict IS NOT NULL AS pinned,
    coalesce(v.note, '') AS note,
    t.plan, t.start AS promise_start, t."end" AS promise_end, t.quote AS promise,
    t.quote <> '' AS quoted,
    -- Only where both are there can the quote be looked up.
    t.quote = '' OR t.plan IS NULL OR t.start IS NOT NULL AS quote_found,
    coalesce(list_contains(v.modifiers, 'revised_down'), false) AS revised_down,
    report_kind_of(r.period_start, r.period_end) AS report_kind, coalesce(r.period_end, t.due) AS report_end
FROM targets t
JOIN wanted_bodies w ON w.body = t.body
LEFT JOIN latest v USING (target)
LEFT JOIN reports r ON r.doc = v.doc
ORDER BY t.body, t.file, t.line, t.target;
