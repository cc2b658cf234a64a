-- Only news remain: not what the last answer of the customer for that purpose says already, nor a
-- record that is here, nor what another row about the same customer says too.
DELETE FROM stage_answer
WHERE (dated = 0
   AND EXISTS
     (SELECT 1 FROM consent AS k
      WHERE k.answer = stage_answer.answer
        AND k.purpose IN ('any', stage_answer.purpose)
        AND k.id = (SELECT max(l.id) FROM consent AS l
                    WHERE l.customer_id = stage_answer.customer_id
                      AND l.channel = stage_answer.channel
                      AND (l.purpose = stage_answer.purpose
                        OR 'any' IN (l.purpose, stage_answer.purpose)))))
   OR (dated = 1
   AND EXISTS
     (SELECT 1 FROM consent AS k
      WHERE k.customer_id = stage_answer.customer_id AND k.channel = stage_answer.channel
        AND k.purpose = stage_answer.purpose AND k.answer = stage_answer.answer
        AND k.day = stage_answer.day))
   OR EXISTS
     (SELECT 1 FROM stage_answer AS o
      WHERE o.customer_id = stage_answer.customer_id AND o.channel = stage_answer.channel
        AND o.purpose = stage_answer.purpose AND o.answer = stage_answer.answer
        AND o.dated = stage_answer.dated
        AND (o.dated = 0 OR o.day = stage_answer.day)
        AND o.place < stage_answer.place)
