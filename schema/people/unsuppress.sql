-- The addresses of a customer on a channel may be used again.
DELETE FROM suppression
WHERE channel = :channel
  AND hash IN (SELECT CASE :channel WHEN 'mail' THEN email_hash WHEN 'call' THEN phone_hash
                                    ELSE address_hash END
               FROM customer WHERE id = :customer
               UNION SELECT hash FROM other_address
               WHERE customer_id = :customer AND channel = :channel)
