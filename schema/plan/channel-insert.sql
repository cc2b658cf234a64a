-- Whether marketing on a channel needs a recorded yes.
INSERT INTO channel_policy (channel, consent_needed) VALUES (:channel, :needed)
