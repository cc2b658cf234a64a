-- The open promise to a customer that is due first was kept.
UPDATE promise SET kept_day = :today
WHERE id = (SELECT id FROM promise WHERE customer_id = :customer AND kept_day IS NULL
            ORDER BY due_day, id LIMIT 1)
RETURNING words
