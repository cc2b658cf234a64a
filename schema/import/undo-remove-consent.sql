-- What the import added is gone.
DELETE FROM consent WHERE import_id = :import
