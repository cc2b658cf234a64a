-- Claims at most :limit planned touches of a channel for this run and this boot of the machine.
UPDATE touch SET state = 'claimed', run_id = :run, boot = :boot, issued_day = :today,
  attempts = attempts + 1,
  address_hash = (SELECT CASE :channel WHEN 'mail' THEN c.email_hash WHEN 'call' THEN c.phone_hash
                                       END
                  FROM customer c WHERE c.id = touch.customer_id)
WHERE id IN (SELECT t.id FROM touch t
             WHERE t.state = 'planned' AND t.channel = :channel
             ORDER BY t.id LIMIT :limit)
