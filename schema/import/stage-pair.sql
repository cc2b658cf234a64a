-- Somebody who may be behind a staged row.
INSERT INTO stage_pair (place, customer_id, way) VALUES (:place, :customer_id, :way)
ON CONFLICT (place, way, customer_id) DO NOTHING
