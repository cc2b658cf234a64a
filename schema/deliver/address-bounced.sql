-- The server says that there is no such mailbox. Its words stay with the message: what is known of
-- an address outlives the customer, and so holds nothing personal.
INSERT INTO address_status (channel, hash, status, day, reason)
SELECT channel, address_hash, 'bounced', :today, 'refused by the mail server'
FROM touch WHERE id = :id AND address_hash IS NOT NULL
ON CONFLICT (channel, hash) DO UPDATE SET status = excluded.status, day = excluded.day,
  reason = excluded.reason
