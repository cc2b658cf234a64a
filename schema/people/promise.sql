-- Something is promised to a customer.
INSERT INTO promise (customer_id, day, due_day, person, words)
VALUES (:customer, :today, :due, :person, :words)
