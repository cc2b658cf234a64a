-- Occasions whose window closed while no night was run.
UPDATE candidate SET verdict = 'expired', reason = 'its time passed while no night was run'
WHERE latest < :today AND verdict IS NULL
