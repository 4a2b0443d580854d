-- One row a run of numerals that may hide a figure (unread, or damaged in print).
SELECT
    u.doc || '#' || u.start AS key,
    concat_ws('|', known_by(u.doc, r.body, r.period_start, r.period_end), u.text, s.worded) AS identity,
    u.text AS evidence,
    u.doc, u.start, u."end", u.text AS quote,
    r.body, u.rule, u.rule = '' AS unread, false AS "read",
    s.words AS sentence,
    report_kind_of(r.period_start, r.period_end) AS report_kind, r.period_end AS report_end
FROM unread u
JOIN reports r ON r.doc = u.doc
JOIN (SELECT doc, low, high, words, wording(words) AS worded FROM sentences) s ON s.doc = u.doc AND s.low = u.sentence_start AND s.high = u.sentence_end
JOIN wanted_bodies w ON w.body = r.body
ORDER BY r.body, r.period_end NULLS FIRST, u.doc, u.start;
