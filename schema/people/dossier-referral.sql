-- Whom the customer sent, and who sent the customer.
SELECT id, customer_id, referred_id, day, import_id
FROM referral
WHERE customer_id = :customer OR referred_id = :customer
ORDER BY day, id
