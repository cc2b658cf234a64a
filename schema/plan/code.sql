-- A code for a touch, unless another touch has it.
UPDATE touch SET code = :code
WHERE id = :id AND NOT EXISTS (SELECT 1 FROM touch o WHERE o.code = :code)
