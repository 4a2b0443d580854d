-- Growths of the reviewed time that a report tells (one parameter: the document).
SELECT id, start, "end", value, subject, indicator FROM quantities
WHERE doc = ? AND role = 'actual' AND measure = 'growth' AND unit = '%'
  AND section_kind IN ('review', 'multi_year')
  AND (period_kind = 'period'
       OR period_kind = 'year' AND period_end = (SELECT r.period_end FROM reports r WHERE r.doc = quantities.doc))
ORDER BY start
