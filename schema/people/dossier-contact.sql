-- Every exchange with the customer.
SELECT id, ref, customer_id, day, channel, direction, person, mood, words, import_id
FROM contact
WHERE customer_id = :customer
ORDER BY day, id
