-- What the import added is gone.
DELETE FROM purchase WHERE import_id = :import
