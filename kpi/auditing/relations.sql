-- One row a relation; its place is its first member (the whole, for most types).
WITH members AS (
    SELECT
        m.doc, m.relation, count(*) AS members,
        string_agg(coalesce(q.text, m.quantity), ', ' ORDER BY m.place) AS texts,
        string_agg(coalesce(q.subject, ''), ',' ORDER BY m.place) AS subjects,
        arg_min(q.start, m.place) AS start, arg_min(q."end", m.place) AS "end",
        arg_min(q.text, m.place) AS quote, arg_min(q.subject, m.place) AS subject,
        arg_min(q.section_kind, m.place) AS section_kind,
        arg_min(q.sentence_start, m.place) AS sentence_start, arg_min(q.sentence_end, m.place) AS sentence_end,
        bool_or(coalesce(q.damaged, false)) AS damaged
    FROM relation_members m
    JOIN reports r ON r.doc = m.doc
    JOIN wanted_bodies w ON w.body = r.body
    LEFT JOIN quantities q ON q.doc = m.member_doc AND q.id = m.quantity
    GROUP BY m.doc, m.relation
)
SELECT
    x.doc || '#' || x.relation AS key,
    -- A formula is held against a report once, whatever the words around its figures.
    CASE WHEN x.type = 'formula'
         THEN concat_ws('|', known_by(x.doc, r.body, r.period_start, r.period_end), x.type, x.formula)
         ELSE concat_ws('|', known_by(x.doc, r.body, r.period_start, r.period_end), x.type, m.subjects, coalesce(s.worded, ''))
    END AS identity,
    concat_ws('|', x.verdict, m.texts) AS evidence,
    x.doc, m.start, m."end", coalesce(m.quote, '') AS quote,
    x.relation, r.body, x.type, x.formula, x.verdict, x.type || ':' || x.verdict AS outcome, x.note,
    coalesce(m.texts, '') AS texts, coalesce(m.members, 0) AS members, coalesce(m.subject, '') AS subject,
    coalesce(m.section_kind, '') AS section_kind, coalesce(m.damaged, false) AS damaged,
    x.computed_low, x.computed_high, x.stated_low, x.stated_high,
    report_kind_of(r.period_start, r.period_end) AS report_kind, r.period_end AS report_end
FROM relations x
JOIN reports r ON r.doc = x.doc
JOIN wanted_bodies w ON w.body = r.body
LEFT JOIN members m ON m.doc = x.doc AND m.relation = x.relation
LEFT JOIN (SELECT doc, low, high, wording(words) AS worded FROM sentences) s
    ON s.doc = x.doc AND s.low = m.sentence_start AND s.high = m.sentence_end
ORDER BY r.body, r.period_end NULLS FIRST, x.doc, x.relation;
