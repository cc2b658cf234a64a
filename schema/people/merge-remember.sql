-- Who became whom.
INSERT INTO merge (customer_id, ref, day) SELECT :kept, ref, :today FROM customer WHERE id = :gone
