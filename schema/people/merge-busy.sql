-- Touches of two customers that a night has in hand.
SELECT count(*) FROM touch
WHERE customer_id IN (:kept, :gone) AND state IN ('claimed', 'in_flight')
