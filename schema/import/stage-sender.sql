-- Who sent the customer of a row. Of several rows about one customer the first one counts.
INSERT INTO stage_sender (place, file_row, said, email_key, name_key, sender_id)
VALUES (:place, :row, :said, :email_key, :name_key, :sender_id)
ON CONFLICT (place) DO NOTHING
