-- What of a warehouse goes to a store: some bodies with their reports, and the checks whose findings are of no body alone.
CREATE OR REPLACE TEMP TABLE stored_bodies (body VARCHAR, part VARCHAR);
CREATE OR REPLACE TEMP TABLE stored_across (expectation VARCHAR);
CREATE OR REPLACE TEMP VIEW stored_docs AS SELECT doc, part FROM reports JOIN temp.stored_bodies USING (body);
CREATE OR REPLACE TEMP VIEW stored_targets AS SELECT target, part FROM targets JOIN temp.stored_bodies USING (body);
