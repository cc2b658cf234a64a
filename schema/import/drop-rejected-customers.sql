-- Rows that were staged and then rejected are no customers.
DELETE FROM stage_customer
WHERE place IN (SELECT r.place FROM stage_rejected AS r)
