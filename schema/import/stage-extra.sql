-- A cell that the owner asked to keep. Of several rows about one customer the last one counts.
INSERT INTO stage_extra (place, name, value) VALUES (:place, :name, :value)
ON CONFLICT (place, name) DO UPDATE SET value = excluded.value
