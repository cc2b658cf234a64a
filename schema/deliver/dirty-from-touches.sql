-- Whoever was contacted tonight has other facts tomorrow.
INSERT INTO dirty (customer_id)
SELECT DISTINCT customer_id FROM touch WHERE issued_day = :today
ON CONFLICT DO NOTHING
