-- The answers of staged customers.
DROP TABLE IF EXISTS stage_answer
