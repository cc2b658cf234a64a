-- One contact a person and night, also when the night is run twice.
UPDATE candidate SET verdict = 'waiting', reason = 'was contacted today already'
WHERE verdict IS NULL
  AND EXISTS (SELECT 1 FROM touch t
              WHERE t.customer_id = candidate.customer_id AND t.issued_day = :today
                AND t.state IN ('claimed', 'in_flight', 'issued', 'unknown'))
