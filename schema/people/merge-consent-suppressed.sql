-- An address of the record that goes that is never used again: the person asked, so it counts for
-- the address that is used from now on, where nothing says so yet.
INSERT INTO consent (customer_id, channel, purpose, answer, day, source, wording, origin)
SELECT :kept, s.channel, k.kind, 0, s.day, s.reason, NULL, 'merge'
FROM customer g
  JOIN suppression s
    ON (s.channel = 'mail' AND s.hash = g.email_hash)
    OR (s.channel = 'call' AND s.hash = g.phone_hash)
    OR (s.channel = 'card' AND s.hash = g.address_hash)
  CROSS JOIN (SELECT 'service' AS kind UNION ALL SELECT 'marketing') k
  LEFT JOIN consent p ON p.id =
    (SELECT max(q.id) FROM consent q
     WHERE q.customer_id = :kept AND q.channel = s.channel
       AND (q.purpose = 'any' OR q.purpose = k.kind))
WHERE g.id = :gone AND (p.answer IS NULL OR p.answer = 1)
