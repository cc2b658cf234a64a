-- Cards that were listed tonight are contacts of tonight.
INSERT INTO contact (ref, customer_id, day, channel, direction, person, words)
SELECT 'touch ' || t.code, t.customer_id, t.issued_day, t.channel, 'out', t.manager, ''
FROM touch t
WHERE t.channel = :channel AND t.state = 'issued' AND t.issued_day = :today
ON CONFLICT (ref) DO NOTHING
