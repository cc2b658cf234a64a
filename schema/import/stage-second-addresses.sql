-- A row that does not speak for its customer tells where else they can be recognised.
INSERT INTO stage_address (place, channel, key, address, hash)
SELECT place, 'mail', email_key, email, email_hash FROM stage_customer
WHERE leads = 0 AND email_key IS NOT NULL
UNION ALL
SELECT place, 'call', phone_key, phone, phone_hash FROM stage_customer
WHERE leads = 0 AND phone_key IS NOT NULL
ON CONFLICT (place, channel, key) DO NOTHING
