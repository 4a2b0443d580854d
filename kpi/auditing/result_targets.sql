-- One row a target and report that judged it, with both quotes, their sentences and lines; a target that no report
-- has judged yet has one row with NULLs. Offsets are 0-based, substr counts from 1.
SELECT t.target, t.id, t.file, t.line, t.body, t.subject, t.indicator, t.kind, t.op, t.value, t.value_high, t.unit,
       t.relative, t.due, t.plan, t.start, t."end", t.quote, t.pinned_by, t.pinned_why, t.weight, t.weight_rule,
       length(substr(p.text, 1, t.start)) -
           length(replace(substr(p.text, 1, t.start), chr(10), '')) + 1 AS plan_line,
       greatest(t.start - 120, 0) AS around_start,
       substr(p.text, greatest(t.start - 120, 0) + 1, t."end" - greatest(t.start - 120, 0) + 120) AS around,
       v.doc, v.verdict, v.quantity, v.answer_start, v.answer_end, v.answer_text, v.answer_value,
       v.answer_low, v.answer_high, v.answer_unit, v.margin, v.margin_share, v.elapsed, v.confidence,
       v.is_latest, v.modifiers, v.note,
       coalesce(q.sentence_start, v.answer_start) AS sentence_start,
       substr(r.text, coalesce(q.sentence_start, v.answer_start) + 1,
              coalesce(q.sentence_end, v.answer_end) - coalesce(q.sentence_start, v.answer_start)) AS sentence,
       length(substr(r.text, 1, v.answer_start)) -
           length(replace(substr(r.text, 1, v.answer_start), chr(10), '')) + 1 AS answer_line
FROM targets t
LEFT JOIN verdicts v USING (target)
LEFT JOIN reports p ON p.doc = t.plan
LEFT JOIN reports r ON r.doc = v.doc
LEFT JOIN quantities q ON q.doc = v.doc AND q.id = v.quantity
WHERE ($doc IS NULL OR v.doc = $doc) AND ($bodies::VARCHAR[] IS NULL OR list_contains($bodies::VARCHAR[], t.body))
ORDER BY t.body, CASE t.weight WHEN 'headline' THEN 0 WHEN 'number' THEN 1 ELSE 2 END, t.file, t.line, t.target, v.is_latest DESC, r.period_end DESC, v.doc;
