-- What the import added is gone.
DELETE FROM contact WHERE import_id = :import
