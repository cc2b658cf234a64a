-- The rejected rows of an earlier import, or of this one once they are written.
DROP TABLE IF EXISTS stage_rejected
