-- The counts that the reports tell of what there was or was done, in text order.
SELECT q.doc, q.id, q.value, q.unit, q.start, q."end", q.sentence_start
FROM quantities q
WHERE q.doc IN (SELECT d.doc FROM rounds d JOIN targets t USING (target) WHERE t.unit = '%' AND t.kind = 'level')
  AND q.role = 'actual' AND q.measure = 'level' AND q.section_kind IN ('review', 'problems') AND q.bound = '='
ORDER BY q.doc, q.start
