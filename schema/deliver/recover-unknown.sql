-- The last dot may have left: a person has to find out.
UPDATE touch SET state = 'unknown', reason = 'the run was cut off while this mail was leaving'
WHERE state = 'in_flight' OR state = 'claimed'
