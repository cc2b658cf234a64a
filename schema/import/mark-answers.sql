-- Only answers that differ from the last one of the customer on that channel, for whatever purpose
-- that was, are news and remain.
DELETE FROM stage_answer
WHERE answer =
      (SELECT k.answer FROM consent AS k
       WHERE k.id = (SELECT max(l.id)
                     FROM customer AS c JOIN consent AS l ON l.customer_id = c.id
                     WHERE c.ref = stage_answer.ref AND l.channel = stage_answer.channel))
