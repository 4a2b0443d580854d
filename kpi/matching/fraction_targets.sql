-- Targets that ask for a rate, a row for each report that should answer.
SELECT r.target, r.doc, t.subject, t.op, t.value
FROM rounds r JOIN targets t USING (target)
WHERE t.kind = 'level' AND t.unit = '%' AND t.measure IN ('rate', 'share') AND r.is_due
ORDER BY ALL
