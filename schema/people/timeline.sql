-- What happened with a customer, newest first, at most :most.
SELECT m.day, m.what, m.detail, m.end_word, m.end_day, m.person, m.cents, m.currency, m.words
FROM (
  SELECT c.joined_day AS day, 0 AS place, c.id AS number, 'joined' AS what, NULL AS detail,
    NULL AS end_word, NULL AS end_day, NULL AS person, NULL AS cents, NULL AS currency, '' AS words
  FROM customer c WHERE c.id = :customer AND c.joined_day IS NOT NULL
  UNION ALL
  SELECT p.day, 10, p.id, 'purchase', CASE WHEN p.status <> 'valid' THEN p.status END, NULL, NULL,
    NULL, p.cents, p.currency,
    coalesce((SELECT i.name FROM purchase_item i WHERE i.purchase_id = p.id
              ORDER BY i.cents DESC, i.line LIMIT 1)
             || (SELECT CASE WHEN count(*) > 1 THEN ' and ' || (count(*) - 1) || ' more' ELSE '' END
                 FROM purchase_item n WHERE n.purchase_id = p.id), '')
  FROM purchase p WHERE p.customer_id = :customer
  UNION ALL
  SELECT t.day, 20, t.id, t.channel, CASE WHEN t.direction = 'in' THEN 'from the customer' END,
    NULL, NULL, t.person, NULL, NULL,
    CASE WHEN t.words <> '' THEN t.words
         ELSE coalesce((SELECT r.rule || ' (' || r.code || ')' FROM touch r
                        WHERE r.customer_id = t.customer_id AND t.ref = 'touch ' || r.code), '') END
  FROM contact t WHERE t.customer_id = :customer
  UNION ALL
  SELECT l.issued_day, 21, l.id, 'call list', NULL, NULL, NULL, l.manager, NULL, NULL,
    l.rule || coalesce(' (' || l.code || ')', '')
  FROM touch l
  WHERE l.customer_id = :customer AND l.channel = 'call' AND l.state = 'issued'
  UNION ALL
  SELECT o.opened_day, 30, o.id, 'case', o.ref || ' ' || o.kind || ' opened', NULL, NULL, NULL,
    NULL, NULL, o.words
  FROM customer_case o WHERE o.customer_id = :customer
  UNION ALL
  SELECT d.closed_day, 31, d.id, 'case', d.ref || ' ' || d.kind || ' closed', NULL, NULL, NULL,
    NULL, NULL, ''
  FROM customer_case d WHERE d.customer_id = :customer AND d.closed_day IS NOT NULL
  UNION ALL
  SELECT n.day, 40, n.id, 'note', NULL, NULL, NULL, n.person, NULL, NULL, n.words
  FROM note n WHERE n.customer_id = :customer
  UNION ALL
  SELECT s.day, 50, s.id, 'promise', NULL, 'by', s.due_day, s.person, NULL, NULL, s.words
  FROM promise s WHERE s.customer_id = :customer
  UNION ALL
  SELECT k.kept_day, 51, k.id, 'promise', 'kept', NULL, NULL, k.person, NULL, NULL, k.words
  FROM promise k WHERE k.customer_id = :customer AND k.kept_day IS NOT NULL
  UNION ALL
  SELECT a.day, 60, a.id, 'answer',
    CASE a.answer WHEN 1 THEN 'yes to ' ELSE 'no to ' END
      || CASE a.purpose WHEN 'any' THEN '' ELSE a.purpose || ' by ' END
      || CASE a.channel WHEN 'mail' THEN 'e-mail' WHEN 'call' THEN 'calls' ELSE 'post' END,
    NULL, NULL, NULL, NULL, NULL, a.source || coalesce(', ' || a.wording, '')
  FROM consent a WHERE a.customer_id = :customer
  UNION ALL
  SELECT f.day, 70, f.id, 'referral', 'sent no. ' || b.ref, NULL, NULL, NULL, NULL, NULL, b.name
  FROM referral f JOIN customer b ON b.id = f.referred_id WHERE f.customer_id = :customer
  UNION ALL
  SELECT g.day, 71, g.id, 'referral', 'was sent by no. ' || h.ref, NULL, NULL, NULL, NULL, NULL,
    h.name
  FROM referral g JOIN customer h ON h.id = g.customer_id WHERE g.referred_id = :customer
  UNION ALL
  SELECT e.day, 80, e.id, 'event', e.name, 'until', e.until_day, NULL, NULL, NULL, e.words
  FROM event e WHERE e.customer_id = :customer
  UNION ALL
  SELECT u.day, 90, u.id, 'merge', 'no. ' || u.ref, NULL, NULL, NULL, NULL, NULL,
    'became one with this'
  FROM merge u WHERE u.customer_id = :customer) m
ORDER BY m.day DESC, m.place DESC, m.number DESC
LIMIT :most
