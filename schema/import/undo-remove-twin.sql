-- What the import added is gone.
DELETE FROM twin WHERE import_id = :import
