-- Senders who stand in the same file: by id, else mailbox, else a name that only one has.
UPDATE stage_sender SET sender_id = coalesce(
  (SELECT s.customer_id FROM stage_customer AS s WHERE s.ref = stage_sender.said),
  (SELECT min(s.customer_id) FROM stage_customer AS s
   WHERE s.email_key = stage_sender.email_key),
  (SELECT min(s.customer_id) FROM stage_customer AS s
   WHERE s.name_key = stage_sender.name_key
   HAVING count(DISTINCT s.customer_id) = 1))
WHERE sender_id IS NULL
