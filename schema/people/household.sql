-- The household of a customer; NULL: lives alone, as far as known.
SELECT household_id FROM customer WHERE id = :customer
