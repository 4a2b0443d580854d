-- What a model may weigh of the likeliest number for each target, gated ones left out: shares of words, and what the gates look at.
WITH ranked AS (
    SELECT o.*, coalesce(p.rival, 0) AS rival,
           row_number() OVER candidates AS place, lead(o.score) OVER candidates AS second,
           CASE WHEN wanted <> 0 AND actual <> 0 THEN abs(ln(abs(actual / wanted))) ELSE 3 END AS apart,
           asked_measure IN ('growth', 'change', 'points') AS pace, asked_measure = 'level' AS amount
    FROM outcomes o LEFT JOIN picks p USING (target, doc, quantity)
    WHERE o.gate = ''
    WINDOW candidates AS (PARTITION BY o.target ORDER BY o.score DESC, o.start)
)
SELECT target, start, outcome, text,
       score, asked_share, told_share, clause_share, own_share, own_told_share, least(literal, 1) AS literal,
       least(own_words, 8) / 8 AS own_words, own_words = 1 AS one_word, least(narrower, 2) AS narrower, least(wider, 2) AS wider,
       score - coalesce(second, 0) AS lead, rival > score - 0.1 AS rivalled,
       wanted_unit = unit AS one_unit, asked_dimension = told_dimension AS one_dimension, same_head, tail, rare,
       amount AND exact AS exact, amount AND apart BETWEEN 0.0001 AND 0.12 AS near, amount AND apart BETWEEN 0.12 AND 0.4 AS nearer,
       amount AND apart > 1 AS far, NOT plausible AS implausible, pace, asked_measure = 'rate' AS rate, pace AND apart > 1.2 AS other_pace,
       period = 'year' AS in_year, promised, quoted, sized, cumulated, foreign_actor, start_only, bare, carried, every, role = 'actual' AS actual_role,
       outcome = 'met' AS met, outcome = 'met' AND amount AND apart < 0.4 AS just_met
FROM ranked WHERE place = 1;
