-- Complaints and other matters of the customer.
SELECT id, ref, customer_id, kind, opened_day, closed_day, words, import_id
FROM customer_case
WHERE customer_id = :customer
ORDER BY opened_day, id
