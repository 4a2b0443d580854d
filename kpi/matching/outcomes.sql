-- Arithmetic: how each candidate would decide its target, whatever its likeness. An exact answer counts as printed;
-- an approximate one as its interval, and is uncertain where that straddles the threshold.
CREATE OR REPLACE TEMP MACRO last_digit(value) AS -- what one more of its last digit but zeros is worth: 100万 of 7900万
    CASE WHEN value = 0 OR value <> trunc(value) OR abs(value) >= 1e18 THEN 1 ELSE pow(10, length(CAST(CAST(value AS BIGINT) AS VARCHAR)) - length(rtrim(CAST(CAST(value AS BIGINT) AS VARCHAR), '0'))) END;

CREATE OR REPLACE TEMP TABLE outcomes AS
WITH demands AS (
    SELECT *,
        coalesce(least, CASE WHEN bound IN ('=', '>=') THEN actual END) AS low_end,
        -- 超7900万 is no infinity: what reached the next round number would say so.
        CASE WHEN over AND bound = '>=' AND asked_measure = 'level' AND abs(printed) >= 10 THEN actual + ratio * 0.999999 * last_digit(printed) ELSE coalesce(most, CASE WHEN bound IN ('=', '<=') THEN actual END) END AS high_end,
        op = '<=' OR op <> '<=' AND lower AS at_most,
        CASE WHEN op = 'range' AND lower THEN wanted_high ELSE wanted END AS threshold,
        CASE WHEN op <> '~' THEN 0 WHEN asked_measure IN ('growth', 'rate', 'points') THEN $points ELSE abs(wanted) * $share END AS slack
    FROM considered
)
SELECT * EXCLUDE (least, most, low, high),
    CASE
        -- 4.5%左右 answers 4.5%左右, and so does 4.7%左右: the same word with the same number or a better one.
        WHEN op = '~' AND bound = '~' AND (actual = threshold OR (actual < threshold) = at_most) THEN 'met'
        -- 93%左右 answered by 92.8%, which reads 93% in as many digits.
        WHEN op = '~' AND asked_measure = 'rate' AND abs(actual - threshold) <= slack AND wanted = trunc(wanted) AND round(actual) = wanted THEN 'met'
        WHEN at_most AND high_end <= threshold OR NOT at_most AND low_end >= threshold THEN 'met'
        WHEN at_most AND low_end > threshold + slack OR NOT at_most AND high_end < threshold - slack THEN
            -- The printed digits leave a shortfall of a few ten-thousandths open (58.1 asked, 58.08 told).
            CASE WHEN abs(actual - threshold) < 0.0005 * abs(threshold) THEN 'uncertain' ELSE 'missed' END
        ELSE 'uncertain'
    END AS outcome,
    -- An answer of quite another size is another object; growth can be anything.
    asked_measure IN ('growth', 'change', 'points') OR wanted = 0
        OR abs(actual) BETWEEN 0.2 * abs(wanted) AND 5 * abs(wanted) AS plausible,
    actual - threshold AS margin,
    -- The very number asked for, or one that just reaches it, in its unit: chance rarely comes so close.
    asked_measure = 'level' AND wanted_unit = unit AND abs(wanted) >= 10 AND actual = wanted AS exact,
    NOT list_head AND asked_measure = 'level' AND wanted_unit = unit AND abs(wanted) >= 10 AND NOT at_most AND actual BETWEEN wanted AND 1.13 * wanted AS near
FROM demands;

DROP TABLE considered;
