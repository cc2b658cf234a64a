-- How things were before the import need not be known any more.
DELETE FROM event_before WHERE import_id = :import
