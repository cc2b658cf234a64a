-- What is known of the addresses of the customer.
SELECT channel, hash, status, day, reason, import_id
FROM address_status
WHERE (channel, hash) IN
  (SELECT 'mail', email_hash FROM customer WHERE id = :customer
   UNION ALL SELECT 'call', phone_hash FROM customer WHERE id = :customer
   UNION ALL SELECT 'card', address_hash FROM customer WHERE id = :customer
   UNION ALL SELECT channel, hash FROM other_address WHERE customer_id = :customer)
ORDER BY channel, hash
