-- A number for this import.
INSERT INTO import (day, file, kind, source, rows_read, added, changed, rejected)
VALUES (:day, :file, :kind, :source, :rows_read, :added, :changed, :rejected)
RETURNING id
