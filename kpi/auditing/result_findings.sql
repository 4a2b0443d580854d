-- Worst first, then as they stand in the reports. Lines and columns are counted by fetching.py.
SELECT f.fingerprint, f.suite, f.expectation, f.severity, f.subject_kind, f.subject, f.doc, f.start, f."end", f.quote,
       f.title_zh, f.title_en, f.message_zh, f.message_en, f.body, f.evidence
FROM findings f
ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         f.suite, f.expectation, f.doc, f.start NULLS FIRST, f.subject, f.fingerprint;
