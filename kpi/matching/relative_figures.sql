-- What the reports that judge a relative target tell of any subject; now: a growth of the reviewed time.
SELECT q.doc, q.id, q.start, q."end", q.value, q.subject, q.indicator,
       q.measure = 'growth' AND q.unit = '%'
           AND (q.period_kind = 'period' OR q.period_kind = 'year' AND q.period_end = r.period_end) AS now
FROM quantities q
JOIN reports r USING (doc)
WHERE q.doc IN (SELECT d.doc FROM rounds d JOIN targets t USING (target) WHERE t.kind = 'relative')
  AND q.role = 'actual' AND q.section_kind IN ('review', 'multi_year')
ORDER BY q.doc, q.start
