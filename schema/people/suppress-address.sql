-- An address that nobody here has is never used; no undoing of an import lifts that.
INSERT INTO suppression (channel, hash, reason, day) VALUES (:channel, :hash, 'stop', :today)
ON CONFLICT (channel, hash) DO UPDATE SET import_id = NULL, reason = 'stop', day = excluded.day
WHERE suppression.import_id IS NOT NULL
