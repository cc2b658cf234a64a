-- What :rule would do on an occasion for which :replaced has gone out already.
UPDATE candidate SET verdict = 'withdrawn', reason = :replaced || ' went out already'
WHERE rule = :rule AND verdict IS NULL
  AND EXISTS (SELECT 1 FROM touch t
              WHERE t.rule = :replaced AND t.step = 1 AND t.customer_id = candidate.customer_id
                AND t.anchor = candidate.anchor
                AND t.state IN ('claimed', 'in_flight', 'issued', 'unknown'))
