-- The import that is to be taken back.
SELECT id, day, file, kind, source, undone_day FROM import WHERE id = :import
