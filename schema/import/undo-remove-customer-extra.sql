-- What the import added is gone.
DELETE FROM customer_extra WHERE import_id = :import
