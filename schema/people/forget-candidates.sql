-- What the rules asked for.
DELETE FROM candidate WHERE customer_id = :customer
