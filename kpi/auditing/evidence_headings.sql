-- The headings that each stretch of a report stands under.
SELECT doc, start, "end", level, heading FROM sections WHERE heading <> '' ORDER BY doc, section;
