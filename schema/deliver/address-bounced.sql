-- The server says that there is no such mailbox.
INSERT INTO address_status (customer_id, channel, status, day, reason)
SELECT customer_id, 'mail', 'bounced', :today, :reply FROM touch WHERE id = :id
ON CONFLICT (customer_id, channel) DO UPDATE SET status = excluded.status, day = excluded.day,
  reason = excluded.reason
