-- Contacts as before an import changed them.
SELECT import_id, contact_id, customer_id, day, channel, direction, person, mood, words
FROM contact_before
WHERE customer_id = :customer
   OR contact_id IN (SELECT id FROM contact WHERE customer_id = :customer)
ORDER BY import_id, contact_id
