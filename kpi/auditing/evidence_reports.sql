-- The text of every report.
SELECT doc, text FROM reports ORDER BY doc;
