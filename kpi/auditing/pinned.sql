-- Targets whose verdict rests on an answer that a person gave, in the order of the audit.
SELECT t.file, t.line, t.target
FROM targets t
JOIN verdicts v USING (target)
WHERE v.is_latest AND list_contains(v.modifiers, 'pinned') AND ($doc IS NULL OR v.doc = $doc)
ORDER BY t.body, CASE t.weight WHEN 'headline' THEN 0 WHEN 'number' THEN 1 ELSE 2 END, t.file, t.line, t.target;
