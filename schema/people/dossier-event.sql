-- Events from outside that concern the customer.
SELECT id, ref, name, day, until_day, customer_id, postcode, region, words, import_id
FROM event
WHERE customer_id = :customer
ORDER BY day, id
