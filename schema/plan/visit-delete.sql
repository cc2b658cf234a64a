-- The visits of the customers to be brought up to date.
DELETE FROM visit WHERE customer_id IN (SELECT customer_id FROM dirty)
