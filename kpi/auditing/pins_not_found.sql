-- Pinned words that stand in no report that was read for the target: the pin decides nothing.
SELECT t.file, t.line, t.id, t.pinned_text
FROM targets t
WHERE t.pinned_text <> '' AND t.pinned_verdict IS NULL
  AND EXISTS (FROM verdicts v WHERE v.target = t.target)
  AND NOT EXISTS (FROM verdicts v WHERE v.target = t.target AND list_contains(v.modifiers, 'pinned'))
ORDER BY t.file, t.line, t.target;
