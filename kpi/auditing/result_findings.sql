-- Worst first, then as they stand in the reports.
SELECT f.fingerprint, f.suite, f.expectation, f.severity, f.subject_kind, f.subject, f.doc, f.start, f."end", f.quote,
       f.title_zh, f.title_en, f.message_zh, f.message_en,
       CASE WHEN f.start IS NULL THEN NULL
            ELSE length(substr(r.text, 1, f.start)) - length(replace(substr(r.text, 1, f.start), chr(10), '')) + 1
       END AS line
FROM findings f
LEFT JOIN reports r ON r.doc = f.doc
ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         f.suite, f.expectation, f.doc, f.start NULLS FIRST, f.subject, f.fingerprint;
