-- A "yes" counts for nothing when this customer, or anybody with the same mailbox or number, has said
-- "no" on that channel, here or further up or down in the file, and no purpose keeps the two apart.
-- Only a record of a later day than the "no" rises over it.
DELETE FROM stage_answer
WHERE answer = 1
  AND (EXISTS (SELECT 1 FROM consent AS k
               WHERE k.customer_id = stage_answer.customer_id
                 AND k.channel = stage_answer.channel AND k.answer = 0
                 AND (k.purpose = stage_answer.purpose OR 'any' IN (k.purpose, stage_answer.purpose))
                 AND (stage_answer.dated = 0 OR k.day >= stage_answer.day))
    OR EXISTS (SELECT 1 FROM customer AS c JOIN consent AS k ON k.customer_id = c.id
               WHERE c.email_key = stage_answer.address AND stage_answer.channel = 'mail'
                 AND k.channel = 'mail' AND k.answer = 0
                 AND (k.purpose = stage_answer.purpose OR 'any' IN (k.purpose, stage_answer.purpose))
                 AND (stage_answer.dated = 0 OR k.day >= stage_answer.day))
    OR EXISTS (SELECT 1 FROM customer AS c JOIN consent AS k ON k.customer_id = c.id
               WHERE c.phone_key = stage_answer.address AND stage_answer.channel = 'call'
                 AND k.channel = 'call' AND k.answer = 0
                 AND (k.purpose = stage_answer.purpose OR 'any' IN (k.purpose, stage_answer.purpose))
                 AND (stage_answer.dated = 0 OR k.day >= stage_answer.day))
    OR EXISTS (SELECT 1 FROM other_address AS x JOIN consent AS k ON k.customer_id = x.customer_id
               WHERE x.channel = stage_answer.channel AND x.key = stage_answer.address
                 AND k.channel = stage_answer.channel AND k.answer = 0
                 AND (k.purpose = stage_answer.purpose OR 'any' IN (k.purpose, stage_answer.purpose))
                 AND (stage_answer.dated = 0 OR k.day >= stage_answer.day))
    OR EXISTS (SELECT 1 FROM stage_answer AS o
               WHERE o.address = stage_answer.address
                 AND o.channel = stage_answer.channel AND o.answer = 0
                 AND (o.purpose = stage_answer.purpose OR 'any' IN (o.purpose, stage_answer.purpose))
                 AND (stage_answer.dated = 0 OR o.day >= stage_answer.day))
    OR EXISTS (SELECT 1 FROM stage_answer AS o
               WHERE o.customer_id = stage_answer.customer_id
                 AND o.channel = stage_answer.channel AND o.answer = 0
                 AND (o.purpose = stage_answer.purpose OR 'any' IN (o.purpose, stage_answer.purpose))
                 AND (stage_answer.dated = 0 OR o.day >= stage_answer.day)))
