-- Tonight's noes about a customer.
SELECT rule, state, reason, anchor FROM decision WHERE customer_id = :customer
