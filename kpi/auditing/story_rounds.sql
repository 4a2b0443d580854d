-- The reports that were read for one target, in order, with the arithmetic of the answer (temporary tables of matching).
SELECT d.doc, r.title, r.period_start, r.period_end, r.published, d.is_due, d.since, d.elapsed,
       o.actual, o.threshold, o.at_most, o.slack
FROM rounds d
JOIN reports r ON r.doc = d.doc
LEFT JOIN verdicts v ON v.target = d.target AND v.doc = d.doc
LEFT JOIN outcomes o ON o.target = d.target AND o.doc = d.doc AND o.quantity = v.quantity
WHERE d.target = ?
ORDER BY d.period_end, d.doc;
