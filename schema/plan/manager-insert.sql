-- A manager of the settings, and whether this is one of the manager's days.
INSERT INTO manager (key, name, mail, place, calls_per_day, works)
VALUES (:key, :name, :mail, :place, :calls_per_day, :works)
