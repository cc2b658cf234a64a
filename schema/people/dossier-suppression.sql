-- Addresses of the customer that are not used again.
SELECT channel, hash, reason, day, import_id
FROM suppression
WHERE (channel, hash) IN
  (SELECT 'mail', email_hash FROM customer WHERE id = :customer
   UNION ALL SELECT 'call', phone_hash FROM customer WHERE id = :customer
   UNION ALL SELECT 'card', address_hash FROM customer WHERE id = :customer
   UNION ALL SELECT channel, hash FROM other_address WHERE customer_id = :customer)
ORDER BY channel, hash
