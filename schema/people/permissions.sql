-- What a customer answered about each channel and kind of touch, and what is known of the address.
SELECT h.channel, k.kind, p.answer, p.day, p.source, p.wording, s.reason,
  CASE WHEN a.status <> 'good' THEN a.status END AS status, a.day,
  CASE WHEN CASE h.channel WHEN 'mail' THEN c.email WHEN 'call' THEN c.phone
                           ELSE c.street END IS NULL
         OR (h.channel = 'card' AND c.city IS NULL) THEN 0 ELSE 1 END AS address,
  CASE WHEN EXISTS
    (SELECT 1 FROM customer o JOIN consent r ON r.id =
       (SELECT max(q.id) FROM consent q
        WHERE q.customer_id = o.id AND q.channel = h.channel
          AND (q.purpose = 'any' OR q.purpose = k.kind))
     WHERE r.answer = 0 AND o.id <> c.id
       AND ((h.channel = 'mail' AND o.email_key = c.email_key)
         OR (h.channel = 'call' AND o.phone_key = c.phone_key))) THEN 1 ELSE 0 END AS shared_no,
  CASE WHEN c.status <> 'active' THEN c.status END AS standing
FROM customer c
  CROSS JOIN (SELECT 'mail' AS channel, 1 AS place UNION ALL SELECT 'call', 2
              UNION ALL SELECT 'card', 3) h
  CROSS JOIN (SELECT 'service' AS kind, 1 AS place UNION ALL SELECT 'marketing', 2) k
  LEFT JOIN consent p ON p.id =
    (SELECT max(q.id) FROM consent q
     WHERE q.customer_id = c.id AND q.channel = h.channel
       AND (q.purpose = 'any' OR q.purpose = k.kind))
  LEFT JOIN suppression s ON s.channel = h.channel
    AND s.hash = CASE h.channel WHEN 'mail' THEN c.email_hash WHEN 'call' THEN c.phone_hash
                                ELSE c.address_hash END
  LEFT JOIN address_status a ON a.channel = h.channel
    AND a.hash = CASE h.channel WHEN 'mail' THEN c.email_hash WHEN 'call' THEN c.phone_hash
                                ELSE c.address_hash END
WHERE c.id = :customer
ORDER BY h.place, k.place
