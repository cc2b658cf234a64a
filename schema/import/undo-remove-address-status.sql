-- What the import added is gone.
DELETE FROM address_status WHERE import_id = :import
