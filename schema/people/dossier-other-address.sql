-- Other mailboxes and numbers of the customer.
SELECT customer_id, channel, key, address, hash, import_id
FROM other_address
WHERE customer_id = :customer
ORDER BY channel, key
