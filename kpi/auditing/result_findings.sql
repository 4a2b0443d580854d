-- Worst first, headlines before what is of no target and before other targets, then as they stand in the reports.
-- Lines and columns are counted by fetching.py.
SELECT f.fingerprint, f.suite, f.expectation, f.severity, f.subject_kind, f.subject, f.doc, f.start, f."end", f.quote,
       f.title_zh, f.title_en, f.message_zh, f.message_en, f.body, f.evidence, coalesce(t.weight, '') AS weight
FROM findings f
LEFT JOIN targets t ON f.subject_kind = 'target' AND t.target = f.subject
ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         CASE t.weight WHEN 'headline' THEN 0 WHEN 'number' THEN 2 WHEN 'milestone' THEN 3 ELSE 1 END,
         f.suite, f.expectation, f.doc, f.start NULLS FIRST, f.subject, f.fingerprint;
