-- Where the sentences stand that are cut for a frame (sentences.py).
-- Of the relations of the wanted bodies, each where its first member stands.
SELECT DISTINCT doc, low, high FROM (
    SELECT m.doc, arg_min(q.sentence_start, m.place) AS low, arg_min(q.sentence_end, m.place) AS high
    FROM relation_members m
    JOIN reports r ON r.doc = m.doc
    JOIN wanted_bodies w ON w.body = r.body
    JOIN quantities q ON q.doc = m.member_doc AND q.id = m.quantity
    GROUP BY m.doc, m.relation
) WHERE low IS NOT NULL
ORDER BY ALL;
