-- A number or mailbox of a list of those that are not to be used. Of two days the later one counts.
INSERT INTO stage_stop (place, channel, hash, day) VALUES (:row, :channel, :hash, :day)
ON CONFLICT (channel, hash) DO UPDATE SET day = greatest(stage_stop.day, excluded.day)
