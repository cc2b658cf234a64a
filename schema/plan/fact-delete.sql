-- The fact rows of the customers to be brought up to date.
DELETE FROM customer_fact WHERE customer_id IN (SELECT customer_id FROM dirty)
