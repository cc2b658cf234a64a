-- What the customer allowed and refused.
SELECT id, customer_id, channel, purpose, answer, day, source, wording, origin, import_id
FROM consent
WHERE customer_id = :customer
ORDER BY id
