-- Messages to a customer that are neither here nor there.
SELECT count(*) FROM touch WHERE customer_id = :customer AND state IN ('claimed', 'in_flight')
