-- Two records that look like one person, and that nobody has told apart yet: one touch for one
-- occasion of a rule. The record that had it already keeps it, else the one that was there first.
UPDATE candidate SET
  verdict = 'suppressed',
  reason = 'looks like the same person as customer ' || s.ref || ', who has it'
FROM (
  SELECT n.rule, n.step, n.customer_id, n.anchor, min(o.ref) AS ref
  FROM candidate n
    JOIN (SELECT one_id AS customer_id, other_id AS twin_id FROM twin WHERE verdict IS NULL
          UNION ALL SELECT other_id, one_id FROM twin WHERE verdict IS NULL) t
      ON t.customer_id = n.customer_id
    JOIN customer o ON o.id = t.twin_id
  WHERE n.verdict IS NULL
    AND (EXISTS (SELECT 1 FROM touch h
                 WHERE h.rule = n.rule AND h.step = n.step AND h.customer_id = t.twin_id
                   AND h.anchor = n.anchor
                   AND h.state IN ('claimed', 'in_flight', 'issued', 'unknown'))
      OR (t.twin_id < n.customer_id
          AND EXISTS (SELECT 1 FROM candidate r
                      WHERE r.rule = n.rule AND r.step = n.step AND r.customer_id = t.twin_id
                        AND r.anchor = n.anchor AND r.verdict IS NULL)
          AND NOT EXISTS (SELECT 1 FROM touch h
                          WHERE h.rule = n.rule AND h.step = n.step
                            AND h.customer_id = n.customer_id AND h.anchor = n.anchor
                            AND h.state IN ('claimed', 'in_flight', 'issued', 'unknown'))))
  GROUP BY n.rule, n.step, n.customer_id, n.anchor) s
WHERE candidate.rule = s.rule AND candidate.step = s.step
  AND candidate.customer_id = s.customer_id AND candidate.anchor = s.anchor
