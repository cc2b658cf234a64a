-- Every occasion that applies becomes a touch, or gives its open touch the verdict of tonight.
-- A rehearsal never changes a touch of a live night. Candidates never meet a touch that is settled: rules/compile.c leaves those out.
INSERT INTO touch (rule, step, customer_id, anchor, due, latest, channel, kind, priority, state,
  reason, manager, planned_day, rehearsal)
SELECT n.rule, n.step, n.customer_id, n.anchor, n.due, n.latest, n.channel, n.kind, n.priority,
  coalesce(n.verdict, 'planned'), n.reason, a.manager, :today, 1 - :live
FROM candidate n LEFT JOIN assignment a ON a.customer_id = n.customer_id
WHERE n.verdict IS NULL OR n.verdict <> 'no'
ORDER BY n.rule, n.customer_id, n.anchor, n.step
ON CONFLICT (rule, step, customer_id, anchor) DO UPDATE SET
  due = excluded.due, latest = excluded.latest, channel = excluded.channel,
  kind = excluded.kind, priority = excluded.priority, state = excluded.state,
  reason = excluded.reason, manager = excluded.manager
WHERE touch.rehearsal = excluded.rehearsal
