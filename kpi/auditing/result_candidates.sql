-- Answers that were considered, best first, with their sentences.
SELECT c.target, c.doc, c.place, c.score, c.reason, c.would, c.plausible, q.id, q.start, q."end", q.text, q.value, q.unit,
       q.sentence_start, substr(r.text, q.sentence_start + 1, q.sentence_end - q.sentence_start) AS sentence,
       length(substr(r.text, 1, q.start)) - length(replace(substr(r.text, 1, q.start), chr(10), '')) + 1 AS line
FROM candidates c
JOIN quantities q ON q.doc = c.doc AND q.id = c.quantity
JOIN reports r ON r.doc = c.doc
JOIN targets t ON t.target = c.target
WHERE ($doc IS NULL OR c.doc = $doc) AND ($bodies::VARCHAR[] IS NULL OR list_contains($bodies::VARCHAR[], t.body))
ORDER BY c.target, c.doc, c.place, q.start;
