-- Other mailboxes and numbers that are news.
INSERT INTO other_address (customer_id, channel, key, address, hash, import_id)
SELECT customer_id, channel, key, address, hash, :import
FROM stage_address
ORDER BY place, channel, key
ON CONFLICT (customer_id, channel, key) DO NOTHING
