-- An import that changed the record that goes is found through the one that stays, so that it is
-- refused when somebody wants to take it back: there is nothing left that it could be put back on.
UPDATE customer_before SET customer_id = :kept
WHERE customer_id = :gone
  AND NOT EXISTS (SELECT 1 FROM customer_before k
                  WHERE k.customer_id = :kept AND k.import_id = customer_before.import_id)
