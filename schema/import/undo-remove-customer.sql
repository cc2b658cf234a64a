-- What the import added is gone.
DELETE FROM customer WHERE import_id = :import
