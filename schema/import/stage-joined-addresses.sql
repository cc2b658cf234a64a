-- Where an id that joins a customer today knows them by another mailbox or number, that is a further
-- one: which of the two is read cannot be told.
INSERT INTO stage_address (place, channel, key, address, hash)
SELECT s.place, 'mail', s.email_key, s.email, s.email_hash
FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.own = 1 AND s.way IS NOT NULL AND s.email_key <> c.email_key
UNION ALL
SELECT s.place, 'call', s.phone_key, s.phone, s.phone_hash
FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
WHERE s.own = 1 AND s.way IS NOT NULL AND s.phone_key <> c.phone_key
ON CONFLICT (place, channel, key) DO NOTHING
