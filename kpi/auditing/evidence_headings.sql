-- The headings that each stretch of a report stands under.
SELECT doc, start, "end", level, heading
FROM sections
WHERE heading <> '' AND (
    $bodies::VARCHAR[] IS NULL OR doc IN (SELECT doc FROM reports WHERE list_contains($bodies::VARCHAR[], body))
)
ORDER BY doc, section;
