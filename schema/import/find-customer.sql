-- Who is meant: by another id, else mailbox, else number, else a name that only one customer has. Of
-- several with one mailbox or number the oldest.
SELECT coalesce(
  (SELECT r.customer_id FROM customer_ref AS r WHERE r.ref = :ref),
  (SELECT min(c.id) FROM customer AS c WHERE c.email_key = :email_key),
  (SELECT min(o.customer_id) FROM other_address AS o
   WHERE o.channel = 'mail' AND o.key = :email_key),
  (SELECT min(c.id) FROM customer AS c WHERE c.phone_key = :phone_key),
  (SELECT min(o.customer_id) FROM other_address AS o
   WHERE o.channel = 'call' AND o.key = :phone_key),
  (SELECT min(c.id) FROM customer AS c WHERE c.name_key = :name_key HAVING count(*) = 1))
  AS customer_id
