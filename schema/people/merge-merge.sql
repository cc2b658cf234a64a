-- Who became the record that goes is now part of the one that stays.
UPDATE merge SET customer_id = :kept WHERE customer_id = :gone
