-- What the import added is gone.
DELETE FROM other_address WHERE import_id = :import
