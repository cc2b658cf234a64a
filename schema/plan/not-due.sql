-- The way that can still be used is not due yet (a mail on the day, when the card cannot go).
UPDATE candidate SET verdict = 'waiting', reason = 'goes by ' || channel || ' when that is due'
WHERE due > :today AND verdict IS NULL
