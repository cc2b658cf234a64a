-- What stands between a candidate and its customer (the view barrier).
UPDATE candidate SET
  verdict = 'suppressed',
  reason = g.reason
FROM (
  SELECT n.rule, n.step, n.customer_id, n.anchor, n.choice, b.reason
  FROM candidate n
    JOIN barrier b ON b.customer_id = n.customer_id AND b.channel = n.channel AND b.kind = n.kind
  WHERE n.failed = 0) g
WHERE g.reason IS NOT NULL
  AND candidate.rule = g.rule AND candidate.step = g.step
  AND candidate.customer_id = g.customer_id AND candidate.anchor = g.anchor
  AND candidate.choice = g.choice
