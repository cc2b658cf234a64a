-- Staged numbers that are not to be called.
DROP TABLE IF EXISTS stage_stop
