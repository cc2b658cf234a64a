-- Somebody writes something down about a customer.
INSERT INTO note (customer_id, day, person, words) VALUES (:customer, :today, :person, :words)
