-- What explanations need to know of a customer.
SELECT c.birth_mmdd, f.orders_total, f.last_day, f.gap_days, f.halfway_day, f.last_contact
FROM customer c JOIN customer_fact f ON f.customer_id = c.id
WHERE c.id = :customer
