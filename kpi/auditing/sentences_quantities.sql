-- Where the sentences stand that are cut for a frame (sentences.py).
-- Of the quantities of the wanted bodies.
SELECT DISTINCT q.doc, q.sentence_start AS low, q.sentence_end AS high
FROM quantities q JOIN reports r USING (doc) JOIN wanted_bodies w ON w.body = r.body
ORDER BY ALL;
