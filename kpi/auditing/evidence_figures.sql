-- Every figure at its place, in text order.
SELECT doc, id, start, "end", role, value, low, high, unit, subject, measure, flow, section_kind, role_rule
FROM quantities
ORDER BY doc, start, "end", id;
