-- What the last night looked at; the next one looks again.
DELETE FROM candidate WHERE customer_id = :gone
