-- A mail that left is a contact.
INSERT INTO contact (ref, customer_id, day, channel, direction, person, words)
SELECT 'touch ' || t.code, t.customer_id, :day, t.channel, 'out', t.manager, ''
FROM touch t WHERE t.id = :id
ON CONFLICT (ref) DO NOTHING
