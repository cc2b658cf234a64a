-- Of a name in parts of which the file leaves one out, that part is the one that is known.
UPDATE stage_customer SET name =
  trim(coalesce(first_name, (SELECT c.first_name FROM customer AS c WHERE c.id = customer_id), '')
       || ' ' ||
       coalesce(last_name, (SELECT c.last_name FROM customer AS c WHERE c.id = customer_id), ''))
WHERE name IS NULL AND (first_name IS NOT NULL OR last_name IS NOT NULL)
