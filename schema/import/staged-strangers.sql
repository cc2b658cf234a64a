-- Whether there are rows whose id is not known, and anybody in the base who could be meant.
SELECT EXISTS (SELECT 1 FROM stage_customer WHERE customer_id IS NULL)
   AND EXISTS (SELECT 1 FROM customer) AS any_strangers
