-- A forecast: all of it reached the customer, the calls too.
INSERT INTO contact (ref, customer_id, day, channel, direction, person)
SELECT 'forecast ' || id, customer_id, issued_day, channel, 'out', manager
FROM touch WHERE state = 'issued' AND issued_day = :today
ON CONFLICT (ref) DO NOTHING
