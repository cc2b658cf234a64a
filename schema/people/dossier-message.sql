-- What was sent to the customer, and what came of it.
SELECT id, touch_id, attempt, day, content_hash, outcome, reply
FROM message
WHERE touch_id IN (SELECT id FROM touch WHERE customer_id = :customer)
ORDER BY touch_id, attempt
