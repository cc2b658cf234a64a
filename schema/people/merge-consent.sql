-- Of what both said on a channel for a purpose the stricter answer counts, else the later one, with
-- its own day, source, wording and import, with which it can be taken back. Where the record that
-- goes said nothing there is no question.
INSERT INTO consent
  (customer_id, channel, purpose, answer, day, source, wording, origin, import_id)
SELECT :kept, h.channel, k.kind, r.answer, r.day, r.source, r.wording, 'merge', r.import_id
FROM (SELECT 'mail' AS channel UNION ALL SELECT 'call' UNION ALL SELECT 'card') h
  CROSS JOIN (SELECT 'service' AS kind UNION ALL SELECT 'marketing') k
  JOIN consent r ON r.id =
    (SELECT p.id FROM consent p
     WHERE p.id IN ((SELECT max(a.id) FROM consent a
                     WHERE a.customer_id = :kept AND a.id <= :last AND a.channel = h.channel
                       AND (a.purpose = 'any' OR a.purpose = k.kind)),
                    (SELECT max(b.id) FROM consent b
                     WHERE b.customer_id = :gone AND b.channel = h.channel
                       AND (b.purpose = 'any' OR b.purpose = k.kind)))
     ORDER BY p.answer, p.day DESC, p.id DESC LIMIT 1)
WHERE EXISTS (SELECT 1 FROM consent g
              WHERE g.customer_id = :gone AND g.channel = h.channel
                AND (g.purpose = 'any' OR g.purpose = k.kind))
