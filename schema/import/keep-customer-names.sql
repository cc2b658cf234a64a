-- A row that knows the customer by a shorter form of the name leaves the name as it is.
UPDATE stage_customer SET name = NULL, first_name = NULL, last_name = NULL, name_key = NULL
WHERE place = :place
