-- What everybody else is called.
SELECT name, first_name || ' ' || last_name AS full_name, company, street, email, phone, phone_key
FROM customer
WHERE id <> :customer
UNION ALL SELECT name, NULL, NULL, NULL, mail, NULL, NULL FROM manager
UNION ALL SELECT NULL, NULL, NULL, NULL, CASE channel WHEN 'mail' THEN address END,
    CASE channel WHEN 'call' THEN address END, key
  FROM other_address
  WHERE customer_id <> :customer
