-- One row a relation; its place is its first member (the whole, for most types).
WITH members AS (
    SELECT
        m.doc, m.relation, count(*) AS members,
        string_agg(coalesce(q.text, m.quantity), ', ' ORDER BY m.place) AS texts,
        arg_min(q.start, m.place) AS start, arg_min(q."end", m.place) AS "end",
        arg_min(q.text, m.place) AS quote, arg_min(q.subject, m.place) AS subject,
        arg_min(q.section_kind, m.place) AS section_kind,
        bool_or(coalesce(q.damaged, false)) AS damaged
    FROM relation_members m
    LEFT JOIN quantities q ON q.doc = m.doc AND q.id = m.quantity
    GROUP BY ALL
)
SELECT
    x.doc || '#' || x.relation AS key,
    concat_ws('|', x.doc, x.type, m.texts) AS identity,
    x.doc, m.start, m."end", coalesce(m.quote, '') AS quote,
    x.relation, r.body, x.type, x.verdict, x.type || ':' || x.verdict AS outcome, x.note,
    coalesce(m.texts, '') AS texts, coalesce(m.members, 0) AS members, coalesce(m.subject, '') AS subject,
    coalesce(m.section_kind, '') AS section_kind, coalesce(m.damaged, false) AS damaged,
    x.computed_low, x.computed_high, x.stated_low, x.stated_high
FROM relations x
LEFT JOIN members m USING (doc, relation)
LEFT JOIN reports r ON r.doc = x.doc
ORDER BY r.body, r.period_end NULLS FIRST, x.doc, x.relation;
