-- A case that an import changed goes back to the record that stays.
UPDATE customer_case_before SET customer_id = :kept WHERE customer_id = :gone
