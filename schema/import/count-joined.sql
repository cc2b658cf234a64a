-- How many ids are of people who were here without them.
SELECT count(*) FROM stage_customer WHERE own = 1 AND way IS NOT NULL
