-- The mailbox and the number of the record that goes, for recognising its owner.
INSERT INTO other_address (customer_id, channel, key, address, hash, import_id)
SELECT :kept, a.channel, a.key, a.address, a.hash, a.import_id
FROM (SELECT 'mail' AS channel, email_key AS key, email AS address, email_hash AS hash, import_id
      FROM customer WHERE id = :gone
      UNION ALL SELECT 'call', phone_key, phone, phone_hash, import_id
      FROM customer WHERE id = :gone) a
WHERE a.key IS NOT NULL AND a.address IS NOT NULL AND a.hash IS NOT NULL
ON CONFLICT (customer_id, channel, key) DO NOTHING
