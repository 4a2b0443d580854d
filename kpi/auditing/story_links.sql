-- What other plans of the body make of one target: the next plan's target like it, and the one it is itself like.
SELECT other AS target, true AS later, modifier, coalesce(lowered, false) AS lowered FROM modifiers WHERE target = $target
UNION ALL
SELECT target, false, modifier, coalesce(lowered, false) FROM modifiers WHERE other = $target
ORDER BY later, target;
