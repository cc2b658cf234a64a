-- One window of a rule: an event on :event_day is due on :due and too late after :latest.
INSERT INTO rule_window (rule, step, choice, post_days, event_day, anchor, due, latest)
VALUES (:rule, :step, :choice, :post_days, :event_day, :anchor, :due, :latest)
