-- What a customer is written to or called at is not another address as well.
DELETE FROM other_address
WHERE customer_id = :kept
  AND key = (SELECT CASE other_address.channel WHEN 'mail' THEN c.email_key ELSE c.phone_key END
             FROM customer c WHERE c.id = :kept)
