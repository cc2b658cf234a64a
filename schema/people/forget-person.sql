-- An id of somebody who asked to be forgotten, or their name with an address or a birthday.
INSERT INTO suppression (channel, hash, reason, day)
VALUES ('person', :hash, 'forgotten', :today)
ON CONFLICT (channel, hash) DO UPDATE SET reason = 'forgotten', import_id = NULL
