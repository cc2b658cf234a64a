-- What the import added is gone.
DELETE FROM customer_case WHERE import_id = :import
