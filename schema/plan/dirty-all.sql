-- Everybody's derived rows are out of date.
INSERT INTO dirty (customer_id) SELECT id FROM customer WHERE true ON CONFLICT DO NOTHING
