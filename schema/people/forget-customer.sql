-- The customer, and everything that refers to them.
DELETE FROM customer WHERE id = :customer
