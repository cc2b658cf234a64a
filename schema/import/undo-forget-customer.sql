-- How things were before the import need not be known any more.
DELETE FROM customer_before WHERE import_id = :import
