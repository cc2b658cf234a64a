-- What the import added is gone.
DELETE FROM event WHERE import_id = :import
