-- What :replaced would do on an occasion that :rule takes over, directly or through the rules between.
UPDATE candidate SET verdict = 'withdrawn', reason = 'replaced by ' || :rule
WHERE rule = :replaced AND verdict IS NULL
  AND (EXISTS (SELECT 1 FROM candidate o
               WHERE o.rule = :rule AND o.customer_id = candidate.customer_id
                 AND o.anchor = candidate.anchor AND o.verdict IS NULL)
    OR EXISTS (SELECT 1 FROM touch t
               WHERE t.rule = :rule AND t.step = 1 AND t.customer_id = candidate.customer_id
                 AND t.anchor = candidate.anchor
                 AND t.state IN ('claimed', 'in_flight', 'issued', 'unknown', 'held_out')))
