-- A row that is left out. What is said of it first is kept.
INSERT INTO stage_rejected (place, says) VALUES (:place, :says)
ON CONFLICT (place) DO NOTHING
