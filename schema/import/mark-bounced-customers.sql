-- Known customers whose mailbox the file knows to be gone, which is news.
UPDATE stage_customer SET changed = 1
WHERE bounced = 1 AND customer_id IS NOT NULL AND leads = 1 AND email_hash IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM address_status AS a
                  WHERE a.channel = 'mail' AND a.hash = stage_customer.email_hash)
