-- What became of a claimed touch. One that did not leave is no contact of this night.
UPDATE touch SET state = :state, reason = :reason,
  issued_day = CASE WHEN :state IN ('issued', 'unknown') THEN issued_day END,
  address_hash = CASE WHEN :state IN ('issued', 'unknown') THEN address_hash END
WHERE id = :id
