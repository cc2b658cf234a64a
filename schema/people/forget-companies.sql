-- Companies in which nobody is left.
DELETE FROM company
WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.company_id = company.id)
  AND NOT EXISTS (SELECT 1 FROM customer_before b WHERE b.company_id = company.id)
