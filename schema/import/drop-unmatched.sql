-- What belongs to nobody in the base is left out.
DELETE FROM stage_event WHERE customer_id IS NULL AND postcode IS NULL AND region IS NULL
