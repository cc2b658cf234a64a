-- Paper that is written: every touch of the channel that this run still holds is issued.
UPDATE touch SET state = 'issued' WHERE state = 'claimed' AND channel = :channel
