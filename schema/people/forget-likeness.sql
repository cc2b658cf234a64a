-- Name, postal address and birthday of a customer, as they are and as they were.
SELECT name_key, address_key, birth_mmdd, birth_year FROM customer WHERE id = :customer
UNION SELECT name_key, address_key, birth_mmdd, birth_year
  FROM customer_before WHERE customer_id = :customer
