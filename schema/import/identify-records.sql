-- Whose the staged answers of a file of consent records are, and the address that they share with
-- others.
UPDATE stage_answer SET
  customer_id = s.customer_id,
  address     = (SELECT CASE stage_answer.channel WHEN 'mail' THEN c.email_key
                                                  WHEN 'call' THEN c.phone_key END
                 FROM customer AS c WHERE c.id = s.customer_id)
FROM stage_event AS s
WHERE s.place = stage_answer.place
