-- What is known of an address that bounced or came back ends when there is a new one.
DELETE FROM address_status
WHERE EXISTS
  (SELECT 1 FROM stage_customer AS s JOIN customer AS c ON c.id = s.customer_id
   WHERE s.customer_id = address_status.customer_id AND s.changed = 1
     AND CASE address_status.channel
           WHEN 'mail' THEN coalesce(s.email_key, c.email_key) IS DISTINCT FROM c.email_key
           WHEN 'call' THEN coalesce(s.phone_key, c.phone_key) IS DISTINCT FROM c.phone_key
           ELSE coalesce(s.street, c.street) IS DISTINCT FROM c.street
             OR coalesce(s.postcode, c.postcode) IS DISTINCT FROM c.postcode
         END)
