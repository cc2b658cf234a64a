-- How many touches of a customer are still to go on some channels.
SELECT count(*) FROM touch
WHERE customer_id = :customer AND state IN ('planned', 'waiting', 'held') AND rehearsal = 0
  AND channel IN (:mail, :call, :card)
