-- An id of somebody who asked to be forgotten.
INSERT INTO suppression (channel, hash, reason, day)
VALUES ('person', :hash, 'forgotten', :today)
ON CONFLICT (channel, hash) DO UPDATE SET reason = 'forgotten', import_id = NULL
