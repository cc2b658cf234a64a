-- What was planned or claimed for a channel and could not even be tried waits for the next night.
UPDATE touch SET state = 'waiting', reason = :reason, issued_day = NULL, address_hash = NULL
WHERE channel = :channel AND state IN ('planned', 'claimed')
