-- One row an entry of ledger.yml.
SELECT
    fingerprint AS key, fingerprint AS identity, concat_ws('|', status, expires) AS evidence,
    report AS doc, NULL::INTEGER AS start, NULL::INTEGER AS "end", what AS quote,
    fingerprint, status, "check", body, what, who, since, why, expires,
    CASE WHEN status = 'confirmed' THEN today - since END AS days_open, expired,
    '' AS report_kind, since AS report_end
FROM ledger
ORDER BY place;
