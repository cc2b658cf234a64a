-- Cases as before an import changed them.
SELECT import_id, case_id, customer_id, kind, opened_day, closed_day, words
FROM customer_case_before
WHERE customer_id = :customer
   OR case_id IN (SELECT id FROM customer_case WHERE customer_id = :customer)
ORDER BY import_id, case_id
