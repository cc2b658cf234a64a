-- What was written about everybody, and whom it is about: it may speak of somebody else. The names of
-- goods and of the people of the house (no ref) are nobody's traces. Read after the rows of the
-- customer are gone.
SELECT 'a note about' AS what, c.ref, n.words FROM note n JOIN customer c ON c.id = n.customer_id
UNION ALL SELECT 'a promise to', c.ref, p.words
  FROM promise p JOIN customer c ON c.id = p.customer_id
UNION ALL SELECT 'a contact with', c.ref, t.words
  FROM contact t JOIN customer c ON c.id = t.customer_id WHERE t.words <> ''
UNION ALL SELECT 'a case of', c.ref, q.words
  FROM customer_case q JOIN customer c ON c.id = q.customer_id WHERE q.words <> ''
UNION ALL SELECT 'an event of', coalesce(c.ref, 'a place'), e.words
  FROM event e LEFT JOIN customer c ON c.id = e.customer_id WHERE e.words <> ''
UNION ALL SELECT 'an answer of', c.ref, a.wording
  FROM consent a JOIN customer c ON c.id = a.customer_id WHERE a.wording IS NOT NULL
UNION ALL SELECT 'a kept column of', c.ref, x.value
  FROM customer_extra x JOIN customer c ON c.id = x.customer_id
UNION ALL SELECT 'the tags of', ref, tags FROM customer WHERE tags IS NOT NULL
UNION ALL SELECT 'an earlier name of', c.ref, b.name
  FROM customer_before b JOIN customer c ON c.id = b.customer_id
UNION ALL SELECT 'an earlier address of', c.ref, b.street
  FROM customer_before b JOIN customer c ON c.id = b.customer_id WHERE b.street IS NOT NULL
UNION ALL SELECT 'an earlier e-mail address of', c.ref, b.email
  FROM customer_before b JOIN customer c ON c.id = b.customer_id WHERE b.email IS NOT NULL
UNION ALL SELECT 'an earlier phone number of', c.ref, b.phone
  FROM customer_before b JOIN customer c ON c.id = b.customer_id WHERE b.phone IS NOT NULL
UNION ALL SELECT 'an earlier case of', c.ref, b.words
  FROM customer_case_before b JOIN customer c ON c.id = b.customer_id WHERE b.words <> ''
UNION ALL SELECT 'an earlier contact with', c.ref, b.words
  FROM contact_before b JOIN customer c ON c.id = b.customer_id WHERE b.words <> ''
UNION ALL SELECT 'goods', NULL, name FROM purchase_item
UNION ALL SELECT 'the house', NULL, person FROM contact WHERE person IS NOT NULL
