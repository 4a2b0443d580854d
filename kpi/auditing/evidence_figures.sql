-- Every figure at its place, in text order.
SELECT doc, id, start, "end", role, value, low, high, unit, subject, measure, flow, section_kind, role_rule
FROM quantities
WHERE $bodies::VARCHAR[] IS NULL OR doc IN (SELECT doc FROM reports WHERE list_contains($bodies::VARCHAR[], body))
ORDER BY doc, start, "end", id;
