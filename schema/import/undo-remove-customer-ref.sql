-- What the import added is gone.
DELETE FROM customer_ref WHERE import_id = :import
