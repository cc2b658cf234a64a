-- A "yes" of the file counts for nothing when this customer, or anybody with the same mailbox or
-- number, has said "no" on that channel before, here or further up or down in the file.
DELETE FROM stage_answer
WHERE answer = 1
  AND (EXISTS (SELECT 1 FROM customer AS c JOIN consent AS k ON k.customer_id = c.id
               WHERE c.ref = stage_answer.ref AND k.channel = stage_answer.channel
                 AND k.answer = 0)
    OR EXISTS (SELECT 1 FROM customer AS c JOIN consent AS k ON k.customer_id = c.id
               WHERE c.email_key = stage_answer.address AND stage_answer.channel = 'mail'
                 AND k.channel = 'mail' AND k.answer = 0)
    OR EXISTS (SELECT 1 FROM customer AS c JOIN consent AS k ON k.customer_id = c.id
               WHERE c.phone_key = stage_answer.address AND stage_answer.channel = 'call'
                 AND k.channel = 'call' AND k.answer = 0)
    OR EXISTS (SELECT 1 FROM stage_answer AS other
               WHERE other.address = stage_answer.address
                 AND other.channel = stage_answer.channel AND other.answer = 0))
