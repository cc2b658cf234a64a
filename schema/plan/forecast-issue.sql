-- A forecast: all of it went.
UPDATE touch SET state = 'issued' WHERE state = 'claimed' AND issued_day = :today
