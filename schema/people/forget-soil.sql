-- Whom the customer sent, and who sent the customer, is counted anew.
INSERT INTO dirty (customer_id)
SELECT id
FROM (SELECT referred_id AS id FROM referral WHERE customer_id = :customer
      UNION SELECT customer_id FROM referral WHERE referred_id = :customer) r
WHERE true
ON CONFLICT (customer_id) DO NOTHING
