-- Records that were made one with this one.
SELECT id, customer_id, ref, day
FROM merge
WHERE customer_id = :customer
ORDER BY id
