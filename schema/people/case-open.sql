-- A case is opened.
INSERT INTO customer_case (ref, customer_id, kind, opened_day, words)
VALUES (:ref, :customer, :kind, :today, :words)
