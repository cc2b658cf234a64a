-- Companies that the import made, unless a later customer belongs to one.
DELETE FROM company
WHERE import_id = :import
  AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.company_id = company.id)
