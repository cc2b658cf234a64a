-- A mailbox or number that gives way to another one is remembered: older papers name it.
INSERT INTO stage_address (place, channel, key, address, hash)
SELECT s.place, 'mail', c.email_key, c.email, c.email_hash
FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.leads = 1 AND s.email_key <> c.email_key
UNION ALL
SELECT s.place, 'call', c.phone_key, c.phone, c.phone_hash
FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.leads = 1 AND s.phone_key <> c.phone_key
ON CONFLICT (place, channel, key) DO NOTHING
