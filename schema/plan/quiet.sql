-- Tonight is not a day for :channel.
UPDATE candidate SET verdict = 'waiting', reason = :reason
WHERE rule = :rule AND channel = :channel AND verdict IS NULL
