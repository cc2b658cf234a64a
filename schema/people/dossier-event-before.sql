-- Events as before an import changed them.
SELECT import_id, event_id, name, day, until_day, customer_id, postcode, region, words
FROM event_before
WHERE customer_id = :customer
   OR event_id IN (SELECT id FROM event WHERE customer_id = :customer)
ORDER BY import_id, event_id
