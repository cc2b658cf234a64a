-- What a person says did leave is a contact of the night that sent it.
INSERT INTO contact (ref, customer_id, day, channel, direction, person, words)
SELECT 'touch ' || t.code, t.customer_id, t.issued_day, t.channel, 'out', t.manager, ''
FROM touch t
WHERE t.code = :code AND t.channel <> 'call' AND t.issued_day IS NOT NULL
ON CONFLICT (ref) DO NOTHING
