-- Where the sentences stand that are cut for a frame (sentences.py).
-- Of the runs of numerals of the wanted bodies that no figure was read from.
SELECT DISTINCT u.doc, u.sentence_start AS low, u.sentence_end AS high
FROM unread u JOIN reports r USING (doc) JOIN wanted_bodies w ON w.body = r.body
ORDER BY ALL;
