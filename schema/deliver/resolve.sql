-- A person says what became of a mail of unknown fate.
UPDATE touch SET state = :state, reason = :reason,
  issued_day = CASE WHEN :state = 'issued' THEN issued_day END,
  address_hash = CASE WHEN :state = 'issued' THEN address_hash END
WHERE code = :code AND state = 'unknown'
