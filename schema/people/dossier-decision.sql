-- What applied to the customer in the last night and did not go.
SELECT rule, step, customer_id, anchor, state, reason
FROM decision
WHERE customer_id = :customer
ORDER BY rule, step, anchor
