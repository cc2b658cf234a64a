-- What a customer is, and was, called: what can be recognised in files. What names the person comes
-- before what was written about them.
SELECT 1 AS place, 'ref' AS kind, ref AS text FROM customer WHERE id = :customer
UNION SELECT 1, 'ref', ref FROM customer_ref WHERE customer_id = :customer
UNION SELECT 1, 'ref', ref FROM merge WHERE customer_id = :customer
UNION SELECT 1, 'code', code FROM touch WHERE customer_id = :customer AND code IS NOT NULL
UNION SELECT 2, 'name', name FROM customer WHERE id = :customer
UNION SELECT 2, 'name', first_name || ' ' || last_name FROM customer WHERE id = :customer
UNION SELECT 2, 'company', company FROM customer WHERE id = :customer
UNION SELECT 2, 'mailbox', email FROM customer WHERE id = :customer
UNION SELECT 2, 'phone', phone FROM customer WHERE id = :customer
UNION SELECT 2, 'phone', phone_key FROM customer WHERE id = :customer
UNION SELECT 2, 'street', street FROM customer WHERE id = :customer
UNION SELECT 2, CASE channel WHEN 'mail' THEN 'mailbox' ELSE 'phone' END, address
  FROM other_address WHERE customer_id = :customer
UNION SELECT 2, CASE channel WHEN 'mail' THEN 'mailbox' ELSE 'phone' END, key
  FROM other_address WHERE customer_id = :customer
UNION SELECT 3, 'name', name FROM customer_before WHERE customer_id = :customer
UNION SELECT 3, 'name', first_name || ' ' || last_name
  FROM customer_before WHERE customer_id = :customer
UNION SELECT 3, 'company', company FROM customer_before WHERE customer_id = :customer
UNION SELECT 3, 'mailbox', email FROM customer_before WHERE customer_id = :customer
UNION SELECT 3, 'phone', phone FROM customer_before WHERE customer_id = :customer
UNION SELECT 3, 'phone', phone_key FROM customer_before WHERE customer_id = :customer
UNION SELECT 3, 'street', street FROM customer_before WHERE customer_id = :customer
UNION SELECT 4, 'words', words FROM note WHERE customer_id = :customer
UNION SELECT 4, 'words', words FROM promise WHERE customer_id = :customer
UNION SELECT 4, 'words', words FROM customer_case WHERE customer_id = :customer
UNION SELECT 4, 'words', words FROM contact WHERE customer_id = :customer
UNION SELECT 4, 'words', words FROM event WHERE customer_id = :customer
UNION SELECT 4, 'words', wording FROM consent WHERE customer_id = :customer
UNION SELECT 4, 'words', value FROM customer_extra WHERE customer_id = :customer
UNION SELECT 5, 'words', words FROM customer_case_before WHERE customer_id = :customer
UNION SELECT 5, 'words', words FROM contact_before WHERE customer_id = :customer
UNION SELECT 5, 'words', words FROM event_before WHERE customer_id = :customer
UNION SELECT 5, 'words', value FROM customer_extra_before WHERE customer_id = :customer
ORDER BY place
