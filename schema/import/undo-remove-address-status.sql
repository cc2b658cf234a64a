-- What the import added is gone, unless a later file is in force: it may have said the same of an
-- address, which is not noted twice.
DELETE FROM address_status
WHERE import_id = :import
  AND NOT EXISTS (SELECT 1 FROM import AS l
                  WHERE l.id > :import AND l.undone_day IS NULL AND l.kind = 'customers')
