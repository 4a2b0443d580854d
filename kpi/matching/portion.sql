-- The facts that the verdicts of some bodies rest on (`portion_bodies`): views, each read once as a file is written.
CREATE OR REPLACE TEMP VIEW portion_targets AS FROM targets SEMI JOIN portion_bodies USING (body);

CREATE OR REPLACE TEMP TABLE portion_docs AS
SELECT doc FROM reports SEMI JOIN portion_bodies USING (body) UNION SELECT plan FROM portion_targets WHERE plan IS NOT NULL;

CREATE OR REPLACE TEMP VIEW portion_reports AS FROM reports SEMI JOIN portion_docs USING (doc);
CREATE OR REPLACE TEMP VIEW portion_sections AS FROM sections SEMI JOIN portion_docs USING (doc);
CREATE OR REPLACE TEMP VIEW portion_quantities AS FROM quantities SEMI JOIN portion_docs USING (doc);
-- What a later report tells differently is said with the verdict.
CREATE OR REPLACE TEMP VIEW portion_relations AS FROM relations SEMI JOIN portion_docs USING (doc) WHERE type = 'retold';
CREATE OR REPLACE TEMP VIEW portion_relation_members AS FROM relation_members SEMI JOIN portion_relations USING (doc, relation);
