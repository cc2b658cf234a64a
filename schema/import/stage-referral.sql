-- One row of a file: who sent a customer. Nobody is sent twice: of several rows the first one counts.
INSERT INTO stage_event (place, ref, customer, customer_id, other_id, day)
VALUES (:row, CAST(:customer_id AS TEXT), :customer, :customer_id, :other_id, :day)
ON CONFLICT (ref) DO UPDATE SET file_rows = stage_event.file_rows + 1
