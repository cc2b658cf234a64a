-- What was staged in stage_address by an earlier import, or by this one once it is merged.
DROP TABLE IF EXISTS stage_address
