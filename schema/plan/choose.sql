-- Of the ways of sending one occasion, the best stays: one that is permitted (now, or when it is due),
-- before one that is blocked, before one that is too late; then in the order that the rule names them.
DELETE FROM candidate
WHERE EXISTS (
  SELECT 1
  FROM (SELECT rule, step, customer_id, anchor, choice,
          row_number() OVER (
            PARTITION BY rule, step, customer_id, anchor
            ORDER BY CASE WHEN latest < :today THEN 2
                          WHEN verdict IS NOT NULL THEN 1
                          ELSE 0 END, choice) AS place
        FROM candidate) o
  WHERE o.rule = candidate.rule AND o.step = candidate.step
    AND o.customer_id = candidate.customer_id AND o.anchor = candidate.anchor
    AND o.choice = candidate.choice AND o.place > 1)
