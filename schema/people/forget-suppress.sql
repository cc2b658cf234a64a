-- The mailboxes and numbers of a customer, as they are and as they were, and the postal address when
-- nobody else lives there: never used again.
INSERT INTO suppression (channel, hash, reason, day)
SELECT channel, hash, 'forgotten', :today
FROM (SELECT 'mail' AS channel, email_hash AS hash FROM customer WHERE id = :customer
      UNION SELECT 'call', phone_hash FROM customer WHERE id = :customer
      UNION SELECT channel, hash FROM other_address WHERE customer_id = :customer
      UNION SELECT 'mail', email_hash FROM customer_before WHERE customer_id = :customer
      UNION SELECT 'call', phone_hash FROM customer_before WHERE customer_id = :customer
      UNION SELECT 'card', c.address_hash FROM customer c
            WHERE c.id = :customer
              AND NOT EXISTS (SELECT 1 FROM customer o
                              WHERE o.address_hash = c.address_hash AND o.id <> c.id)) a
WHERE hash IS NOT NULL
ON CONFLICT (channel, hash) DO UPDATE SET reason = 'forgotten', import_id = NULL
