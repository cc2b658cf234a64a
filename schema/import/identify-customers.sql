-- The numbers of the customers that were just added.
UPDATE stage_customer SET customer_id = c.id, changed = 1, added = 1
FROM customer AS c
WHERE c.ref = stage_customer.ref AND stage_customer.customer_id IS NULL
