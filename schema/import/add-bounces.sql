-- Mailboxes that the file knows to be gone.
INSERT INTO address_status (channel, hash, status, day, reason, import_id)
SELECT 'mail', email_hash, 'bounced', :day, 'the imported file says so', :import
FROM stage_customer
WHERE bounced = 1 AND email_hash IS NOT NULL
ORDER BY place
ON CONFLICT (channel, hash) DO NOTHING
