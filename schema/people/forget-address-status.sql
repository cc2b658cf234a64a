-- What is known of the addresses stays; the words that it is known by may hold the address itself.
UPDATE address_status SET reason = NULL, import_id = NULL
WHERE (channel, hash) IN
  (SELECT 'mail', email_hash FROM customer WHERE id = :customer
   UNION ALL SELECT 'call', phone_hash FROM customer WHERE id = :customer
   UNION ALL SELECT 'card', address_hash FROM customer WHERE id = :customer
   UNION ALL SELECT channel, hash FROM other_address WHERE customer_id = :customer
   UNION ALL SELECT 'mail', email_hash FROM customer_before WHERE customer_id = :customer
   UNION ALL SELECT 'call', phone_hash FROM customer_before WHERE customer_id = :customer)
