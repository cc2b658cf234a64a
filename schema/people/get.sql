-- One customer as a list shows them.
SELECT ref, name, coalesce(city, email, phone, '') FROM customer WHERE id = :customer
