-- Who has had :count touches in the last :days days already. :channel and :kind: '' counts all of
-- them, and then the limit is about every candidate.
UPDATE candidate SET verdict = 'waiting', reason = 'the limit is ' || :text
WHERE verdict IS NULL
  AND (:channel = '' OR channel = :channel) AND (:kind = '' OR kind = :kind)
  AND (SELECT count(*) FROM touch t
       WHERE t.customer_id = candidate.customer_id
         AND t.issued_day > :today - :days AND t.issued_day <= :today
         AND t.state IN ('claimed', 'in_flight', 'issued', 'unknown')
         AND (:channel = '' OR t.channel = :channel) AND (:kind = '' OR t.kind = :kind)) >= :count
