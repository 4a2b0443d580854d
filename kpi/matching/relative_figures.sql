-- What a report tells of any subject (one parameter: the document); now: a growth of the reviewed time.
SELECT id, start, "end", value, subject, indicator,
       measure = 'growth' AND unit = '%'
           AND (period_kind = 'period'
                OR period_kind = 'year' AND period_end = (SELECT r.period_end FROM reports r WHERE r.doc = quantities.doc)) AS now
FROM quantities
WHERE doc = ? AND role = 'actual' AND section_kind IN ('review', 'multi_year')
ORDER BY start
