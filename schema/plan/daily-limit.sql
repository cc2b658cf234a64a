-- What is more than :limit for one night of a channel.
UPDATE candidate SET
  verdict = 'waiting',
  reason = 'the limit is ' || :limit || ' a day by ' || :channel
FROM (
  SELECT rule, step, customer_id, anchor,
    row_number() OVER (ORDER BY priority DESC, latest, anchor, rule, customer_id, step)
    + (SELECT count(*) FROM touch t WHERE t.issued_day = :today AND t.channel = :channel) AS place
  FROM candidate
  WHERE verdict IS NULL AND channel = :channel) r
WHERE r.place > :limit
  AND candidate.rule = r.rule AND candidate.step = r.step
  AND candidate.customer_id = r.customer_id AND candidate.anchor = r.anchor
