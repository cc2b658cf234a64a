-- What a customer is known by besides: other mailboxes, numbers and ids, columns that were kept, and
-- what is open, with its day.
SELECT m.what, m.words, m.day
FROM (
  SELECT 1 AS place, 'other e-mail' AS what, address AS words, NULL AS day
  FROM other_address WHERE customer_id = :customer AND channel = 'mail'
  UNION ALL SELECT 2, 'other phone', address, NULL
  FROM other_address WHERE customer_id = :customer AND channel = 'call'
  UNION ALL SELECT 3, 'other number', ref, NULL FROM customer_ref WHERE customer_id = :customer
  UNION ALL SELECT 4, name, value, NULL FROM customer_extra WHERE customer_id = :customer
  UNION ALL SELECT 5, 'open case', ref || ' ' || kind || ', ' || words, opened_day
  FROM customer_case WHERE customer_id = :customer AND closed_day IS NULL
  UNION ALL SELECT 6, 'promised', words, due_day
  FROM promise WHERE customer_id = :customer AND kept_day IS NULL) m
ORDER BY m.place, m.day, m.words
