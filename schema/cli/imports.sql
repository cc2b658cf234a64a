-- All imports, newest first.
SELECT id, day, file, kind, source, rows_read, added, changed, rejected, undone_day
FROM import
ORDER BY id DESC
