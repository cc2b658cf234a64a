-- The last answer before two records are made one.
SELECT max(id) FROM consent
