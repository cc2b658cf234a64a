-- What was staged in stage_pair by an earlier import, or by this one once it is merged.
DROP TABLE IF EXISTS stage_pair
