-- The keys are where they belong.
DELETE FROM stage_key
