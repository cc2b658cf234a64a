-- How the touches of the customer changed.
SELECT id, touch_id, from_state, to_state, reason, run_id
FROM touch_log
WHERE touch_id IN (SELECT id FROM touch WHERE customer_id = :customer)
ORDER BY id
