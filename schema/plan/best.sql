-- One contact a person and night: the highest priority, then the one that is too late first.
UPDATE candidate SET
  verdict = 'waiting',
  reason = b.winner || ' comes first (' || b.winner_priority || ' over ' || candidate.priority || ')'
FROM (
  SELECT rule, step, customer_id, anchor,
    row_number() OVER best AS place,
    first_value(rule) OVER best AS winner,
    first_value(priority) OVER best AS winner_priority
  FROM candidate
  WHERE verdict IS NULL
  WINDOW best AS (PARTITION BY customer_id ORDER BY priority DESC, latest, anchor, rule, step)) b
WHERE b.place > 1
  AND candidate.rule = b.rule AND candidate.step = b.step
  AND candidate.customer_id = b.customer_id AND candidate.anchor = b.anchor
