-- Somebody of the house and a customer had to do with each other.
INSERT INTO contact (ref, customer_id, day, channel, direction, person, words)
VALUES (:ref, :customer, :day, :channel, :direction, :person, :words)
