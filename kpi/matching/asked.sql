-- Each target with its number in the plan (NULL where the plan is not loaded or the quote is not in it).
SELECT t.target, coalesce(t.plan, ''), t.quote, t.unit, t.subject, t.modifiers, t.flow, t.measure, t.place, t.topic,
       year(t.due), q.start, q."end", q.sentence_start, coalesce(q.section, -1), coalesce(q.section_kind, 'plan'),
       t.start, coalesce(t.indicator, '')
FROM targets t
LEFT JOIN quantities q ON q.doc = t.plan AND q.start >= t.start AND q."end" <= t."end" AND q.value = t.value
WHERE t.plan IS NOT NULL OR t.target IN (SELECT target FROM rounds)
QUALIFY row_number() OVER (PARTITION BY t.target ORDER BY q.unit <> t.unit, q.start) = 1;
