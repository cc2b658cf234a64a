-- An address that nobody here has is never used.
INSERT INTO suppression (channel, hash, reason, day) VALUES (:channel, :hash, 'stop', :today)
ON CONFLICT (channel, hash) DO NOTHING
