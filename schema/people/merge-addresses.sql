-- Mailboxes and numbers that only the record that goes is known by.
UPDATE other_address SET customer_id = :kept
WHERE customer_id = :gone
  AND NOT EXISTS (SELECT 1 FROM other_address k
                  WHERE k.customer_id = :kept AND k.channel = other_address.channel
                    AND k.key = other_address.key)
