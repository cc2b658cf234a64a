-- A night begins.
INSERT INTO run (day, started, live) VALUES (:day, :started, :live) RETURNING id
