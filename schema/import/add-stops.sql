-- Numbers and mailboxes that are not to be used, whoever has them. What is suppressed already stays
-- so, with its own reason.
INSERT INTO suppression (channel, hash, reason, day, import_id)
SELECT channel, hash, 'do-not-call list', day, :import
FROM stage_stop
WHERE true
ON CONFLICT (channel, hash) DO NOTHING
