-- One row a run of numerals that may hide a figure (unread, or damaged in print).
SELECT
    u.doc || '#' || u.start AS key,
    concat_ws('|', known_by(u.doc, r.body, r.period_start, r.period_end), u.text,
              wording(sentence_of(r.text, u.sentence_start, u.sentence_end))) AS identity,
    u.text AS evidence,
    u.doc, u.start, u."end", u.text AS quote,
    r.body, u.rule, u.rule = '' AS unread, false AS "read",
    sentence_of(r.text, u.sentence_start, u.sentence_end) AS sentence,
    report_kind_of(r.period_start, r.period_end) AS report_kind, r.period_end AS report_end
FROM unread u
JOIN reports r ON r.doc = u.doc
JOIN wanted_bodies w ON w.body = r.body
ORDER BY r.body, r.period_end NULLS FIRST, u.doc, u.start;
