-- What the import added is gone.
DELETE FROM suppression WHERE import_id = :import
