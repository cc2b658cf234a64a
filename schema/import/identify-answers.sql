-- Whose answers these are. What the file does not say of the mailbox and the number is taken from the
-- base, because a "no" goes with them.
UPDATE stage_answer SET
  customer_id = s.customer_id,
  address     = coalesce(address, (SELECT CASE stage_answer.channel WHEN 'mail' THEN c.email_key
                                                                    WHEN 'call' THEN c.phone_key END
                                   FROM customer AS c WHERE c.id = s.customer_id))
FROM stage_customer AS s
WHERE s.place = stage_answer.place
