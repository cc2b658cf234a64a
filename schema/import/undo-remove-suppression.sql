-- What the import added is gone, unless a later list is in force: it may have named the same numbers,
-- which are not noted twice.
DELETE FROM suppression
WHERE import_id = :import
  AND NOT EXISTS (SELECT 1 FROM import AS l
                  WHERE l.id > :import AND l.undone_day IS NULL AND l.kind = 'do-not-call')
