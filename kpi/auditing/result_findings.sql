-- Worst first, then as they stand in the reports.
-- Lines and columns count from 1, in characters.
SELECT f.fingerprint, f.suite, f.expectation, f.severity, f.subject_kind, f.subject, f.doc, f.start, f."end", f.quote,
       f.title_zh, f.title_en, f.message_zh, f.message_en, f.body, f.evidence,
       CASE WHEN f.start IS NULL THEN NULL
            ELSE length(substr(r.text, 1, f.start)) - length(replace(substr(r.text, 1, f.start), chr(10), '')) + 1
       END AS line,
       length(regexp_extract(substr(r.text, 1, f.start), '[^\n]*$')) + 1 AS "column",
       length(substr(r.text, 1, f."end")) - length(replace(substr(r.text, 1, f."end"), chr(10), '')) + 1 AS end_line,
       length(regexp_extract(substr(r.text, 1, f."end"), '[^\n]*$')) + 1 AS end_column,
       coalesce(substr(r.text, f.start + 1, f."end" - f.start), '') AS text
FROM findings f
LEFT JOIN reports r ON r.doc = f.doc
ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         f.suite, f.expectation, f.doc, f.start NULLS FIRST, f.subject, f.fingerprint;
