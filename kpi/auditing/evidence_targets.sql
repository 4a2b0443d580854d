-- What the audit's result does not carry of a target.
SELECT target, measure, flow, topic FROM targets
WHERE $bodies::VARCHAR[] IS NULL OR list_contains($bodies::VARCHAR[], body)
ORDER BY target;
