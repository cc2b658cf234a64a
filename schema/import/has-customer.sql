-- Whether somebody is here under this id.
SELECT 1 FROM customer WHERE ref = :ref
UNION ALL
SELECT 1 FROM customer_ref WHERE ref = :ref
LIMIT 1
