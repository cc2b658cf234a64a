-- Whether a case is called so.
SELECT count(*) FROM customer_case WHERE ref = :ref
