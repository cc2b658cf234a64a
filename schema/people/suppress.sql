-- No address of a customer on a channel is used again. Why an address is suppressed already stays,
-- but no undoing of an import lifts what somebody asked for themselves.
INSERT INTO suppression (channel, hash, reason, day)
SELECT :channel, a.hash, 'stop', :today
FROM (SELECT CASE :channel WHEN 'mail' THEN email_hash WHEN 'call' THEN phone_hash
                           ELSE address_hash END AS hash
      FROM customer WHERE id = :customer
      UNION SELECT hash FROM other_address WHERE customer_id = :customer AND channel = :channel) a
WHERE a.hash IS NOT NULL
ON CONFLICT (channel, hash) DO UPDATE SET import_id = NULL, reason = 'stop', day = excluded.day
WHERE suppression.import_id IS NOT NULL
