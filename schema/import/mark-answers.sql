-- Answers that differ from the last one of the customer, for whatever purpose that was.
UPDATE stage_customer
SET answers = 1, changed = 1
WHERE may_email IS NOT NULL
  AND may_email IS DISTINCT FROM
      (SELECT k.answer FROM consent AS k
       WHERE k.id = (SELECT max(l.id) FROM consent AS l
                     WHERE l.customer_id = stage_customer.customer_id AND l.channel = 'mail'))
