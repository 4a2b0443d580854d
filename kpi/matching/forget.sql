-- Every pass judges all targets anew.
DELETE FROM candidates;
DELETE FROM verdicts;
