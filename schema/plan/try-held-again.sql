-- What could not be written on an earlier night is tried again: the template or the data may be
-- mended by now.
UPDATE touch SET state = 'planned'
WHERE state = 'held' AND (:customer = 0 OR customer_id = :customer) AND rehearsal = 1 - :live
