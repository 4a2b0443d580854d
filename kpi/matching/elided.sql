-- Rates told in the sentence on the matter, with nothing of their own: 2343个县开展新型农村社会养老保险试点,覆盖面扩大到60%以上 of a goal of 40%.
-- The only one of the sentence, of the reviewed year, and only where it reaches what was asked: nobody is accused by it.
CREATE OR REPLACE TEMP TABLE elided AS
SELECT m.target, m.doc, q.id AS quantity, q.value AS actual
FROM matters m
JOIN targets t ON t.target = m.target AND t.op = '>=' AND t.unit = '%'
JOIN asked a ON a.key = m.target AND a.measure = 'rate' AND a.period = 'year' AND NOT a.lower
JOIN quantities q ON q.doc = m.doc AND q.unit = t.unit AND q.start BETWEEN m.start AND m."end"
JOIN told b ON b.doc = q.doc AND b.key = q.id
WHERE m.share >= $words AND b.measure = 'rate' AND b.period = 'year' AND length(b.clause) <= 5 AND q.bound IN ('=', '>=') AND q.value >= t.value
  AND NOT b.promised AND NOT b.quoted AND NOT b.denied AND NOT other_limits(t.subject, q.subject)
  AND (SELECT count(*) FROM quantities x WHERE x.doc = m.doc AND x.unit = t.unit AND x.start BETWEEN m.start AND m."end") = 1;
