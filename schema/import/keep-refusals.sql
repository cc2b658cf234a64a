-- A "yes" of the file counts for nothing when this customer, or anybody with the same mailbox,
-- has said "no" before, here or further up or down in the file. It is set back to no answer.
UPDATE stage_customer SET may_email = NULL
WHERE may_email = 1
  AND (EXISTS (SELECT 1 FROM consent AS k
               WHERE k.customer_id = stage_customer.customer_id AND k.channel = 'mail'
                 AND k.answer = 0)
    OR EXISTS (SELECT 1 FROM customer AS c JOIN consent AS k ON k.customer_id = c.id
               WHERE c.email_key = stage_customer.email_key AND k.channel = 'mail'
                 AND k.answer = 0)
    OR EXISTS (SELECT 1 FROM stage_customer AS other
               WHERE other.email_key = stage_customer.email_key AND other.may_email = 0))
