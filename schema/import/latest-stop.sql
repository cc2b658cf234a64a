-- The day of the latest entry of a list of numbers that are not to be called.
SELECT max(day) FROM stage_stop
