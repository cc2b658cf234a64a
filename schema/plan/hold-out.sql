-- One customer whom the lot leaves out of a measured rule.
UPDATE candidate SET verdict = 'held_out', reason = 'left out by lot, to see whether it helps'
WHERE rule = :rule AND step = :step AND customer_id = :customer AND anchor = :anchor
