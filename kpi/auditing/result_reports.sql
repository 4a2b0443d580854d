-- One row a report with how much was read in it.
SELECT r.doc, r.title, r.body, r.period_start, r.period_end, r.published, r.plan_start,
       (SELECT count(*) FROM quantities q WHERE q.doc = r.doc) AS quantities,
       (SELECT count(*) FROM relations x WHERE x.doc = r.doc) AS relations
FROM reports r
ORDER BY r.body, r.period_end NULLS FIRST, r.doc;
