-- One visit; :log_gap is NULL for the first.
INSERT INTO visit (customer_id, number, first_day, last_day, cents, purchases, log_gap)
VALUES (:customer, :number, :first_day, :last_day, :cents, :purchases, :log_gap)
