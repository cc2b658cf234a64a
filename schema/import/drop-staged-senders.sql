-- Who sent the staged customers of an earlier import, or of this one once it is merged.
DROP TABLE IF EXISTS stage_sender
