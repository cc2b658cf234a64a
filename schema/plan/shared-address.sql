-- One message to one mailbox, and one call to one number, for one occasion of a rule: the customer
-- who was there first has it.
UPDATE candidate SET
  verdict = 'suppressed',
  reason = 'another customer with the same address has it'
FROM (
  SELECT n.rule, n.step, n.customer_id, n.anchor,
    row_number() OVER (PARTITION BY n.rule, n.step, n.anchor, n.channel, h.hash
                       ORDER BY n.customer_id) AS place,
    EXISTS (SELECT 1 FROM touch t
            WHERE t.channel = n.channel AND t.address_hash = h.hash AND t.rule = n.rule
              AND t.step = n.step AND t.anchor = n.anchor AND t.customer_id <> n.customer_id) AS had
  FROM candidate n
    JOIN (SELECT id, 'mail' AS channel, email_hash AS hash FROM customer
          UNION ALL SELECT id, 'call', phone_hash FROM customer) h
      ON h.id = n.customer_id AND h.channel = n.channel
  WHERE n.verdict IS NULL AND h.hash IS NOT NULL) s
WHERE (s.place > 1 OR s.had)
  AND candidate.rule = s.rule AND candidate.step = s.step
  AND candidate.customer_id = s.customer_id AND candidate.anchor = s.anchor
