-- One row a report; it has no place of its own.
SELECT
    r.doc AS key, known_by(r.doc, r.body, r.period_start, r.period_end) AS identity, '' AS evidence,
    r.doc, NULL::INTEGER AS start, NULL::INTEGER AS "end", r.title AS quote,
    r.title, r.body, r.body <> '' AS body_known, r.period_start, r.period_end,
    r.period_start IS NOT NULL AND r.period_end IS NOT NULL AS period_known,
    r.published, r.plan_start IS NOT NULL AS has_plan, r.plan_due,
    (SELECT count(*) FROM quantities q WHERE q.doc = r.doc) AS quantities,
    (SELECT count(*) FROM relations x WHERE x.doc = r.doc) AS relations,
    (SELECT count(*) FROM targets t WHERE t.plan = r.doc) AS targets,
    -- Other reports of the same body for the same period: which of them counts?
    (SELECT count(*) FROM reports o
     WHERE o.doc <> r.doc AND o.body = r.body AND r.body <> ''
       AND o.period_start = r.period_start AND o.period_end = r.period_end) AS twins,
    report_kind_of(r.period_start, r.period_end) AS report_kind, r.period_end AS report_end
FROM reports r
JOIN wanted_bodies w ON w.body = r.body
ORDER BY r.body, r.period_end NULLS FIRST, r.doc;
