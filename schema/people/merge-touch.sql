-- Touches belong to the record that stays; no other is left for their occasions.
UPDATE touch SET customer_id = :kept WHERE customer_id = :gone
