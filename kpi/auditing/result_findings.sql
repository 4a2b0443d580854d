-- Of some bodies, in no order. Lines and columns are counted by fetching.py.
SELECT f.fingerprint, f.suite, f.expectation, f.severity, f.subject_kind, f.subject, f.doc, f.start, f."end", f.quote,
       f.title_zh, f.title_en, f.message_zh, f.message_en, f.body, f.evidence, coalesce(t.weight, '') AS weight
FROM findings f
LEFT JOIN targets t ON f.subject_kind = 'target' AND t.target = f.subject
WHERE list_contains($bodies::VARCHAR[], f.body);
