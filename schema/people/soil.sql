-- The derived rows of a customer are out of date.
INSERT INTO dirty (customer_id) VALUES (:customer) ON CONFLICT DO NOTHING
