-- What the rules asked for in the last night.
SELECT rule, step, customer_id, anchor, choice, channel, kind, priority, due, latest, began, failed,
  verdict, reason
FROM candidate
WHERE customer_id = :customer
ORDER BY rule, step, anchor, choice
