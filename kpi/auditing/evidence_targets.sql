-- What the audit's result does not carry of a target.
SELECT target, measure, flow, topic FROM targets ORDER BY target;
