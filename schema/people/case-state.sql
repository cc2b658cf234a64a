-- When a case of a customer was opened and closed.
SELECT opened_day, closed_day FROM customer_case WHERE customer_id = :customer AND ref = :ref
