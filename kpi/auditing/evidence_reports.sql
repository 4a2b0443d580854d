-- The text of every report.
SELECT doc, text FROM reports
WHERE $bodies::VARCHAR[] IS NULL OR list_contains($bodies::VARCHAR[], body)
ORDER BY doc;
