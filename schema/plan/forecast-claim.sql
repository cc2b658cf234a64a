-- A forecast: what goes tonight is taken, and is no rehearsal to be forgotten tomorrow.
UPDATE touch SET state = 'claimed', rehearsal = 0, issued_day = :today,
  address_hash = (SELECT CASE touch.channel WHEN 'mail' THEN c.email_hash
                                            WHEN 'call' THEN c.phone_hash END
                  FROM customer c WHERE c.id = touch.customer_id)
WHERE state = 'planned'
