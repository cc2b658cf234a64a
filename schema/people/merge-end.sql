-- The record that goes, with what is derived from it.
DELETE FROM customer WHERE id = :gone
