-- The numbers of the later reports that may answer: what was done, the size of a thing (which answers only its own size), and of their own plans only the old value in
-- 从A提高到B, which tells where the last period ended.
SELECT q.id, q.doc, q.unit, q.subject, q.modifiers, q.flow, q.measure, q.place, q.topic,
       -- A row or column of another year (2021 | 28 | 2960), of which no word before the cell need speak.
       CASE WHEN q.role_rule = 'role.actual.table' AND q.period_kind = 'year' AND year(q.period_end) <> year(r.period_end) THEN 'other_year' ELSE q.period_kind END,
       year(r.period_end), q.start, q."end", q.sentence_start, q.section, q.section_kind, q.indicator
FROM quantities q
JOIN reports r USING (doc)
WHERE q.doc IN (SELECT doc FROM rounds)
  AND (EXISTS (FROM pins p WHERE p.doc = q.doc AND p.quantity = q.id)
       OR q.section_kind IN ('review', 'problems', 'multi_year') AND q.role IN ('actual', 'standard', 'target', 'other')
       OR q.section_kind = 'plan' AND q.role = 'before');
