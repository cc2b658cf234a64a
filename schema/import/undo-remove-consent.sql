-- What the import added is gone. Only a "no" stays when a later file is in force: it may have said it
-- too, and would not have been noted twice.
DELETE FROM consent
WHERE import_id = :import
  AND (answer = 1
    OR NOT EXISTS (SELECT 1 FROM import AS l
                   WHERE l.id > :import AND l.undone_day IS NULL
                     AND l.kind IN ('customers', 'consent')))
