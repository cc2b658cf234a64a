-- The names of imported files.
SELECT id, file FROM import
