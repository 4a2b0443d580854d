-- The figures of some reports.
SELECT
    doc, id, start, "end", text, value, unit, bound, role, subject, head, modifiers, flow, measure, place, topic, indicator,
    low, high, last_place, period_kind, period_start, period_end, sentence_start, sentence_end, section, optional,
    damaged
FROM quantities
WHERE list_contains(?::VARCHAR[], doc);
