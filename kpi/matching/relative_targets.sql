-- Relative targets, a row for each report that should answer.
SELECT r.target, r.doc, r.is_due, t.subject, t.relative, t.op
FROM rounds r JOIN targets t USING (target) WHERE t.kind = 'relative' ORDER BY ALL
