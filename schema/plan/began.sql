-- When the first way of sending an occasion is due.
UPDATE candidate SET began = o.due
FROM (SELECT rule, step, customer_id, anchor, min(due) AS due
      FROM candidate
      GROUP BY rule, step, customer_id, anchor) o
WHERE candidate.rule = o.rule AND candidate.step = o.step
  AND candidate.customer_id = o.customer_id AND candidate.anchor = o.anchor
