-- A case is closed.
UPDATE customer_case SET closed_day = :today WHERE customer_id = :customer AND ref = :ref
