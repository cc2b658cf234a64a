-- Another mailbox or number of a staged customer.
INSERT INTO stage_address (place, channel, key, address, hash)
VALUES (:place, :channel, :key, :address, :hash)
ON CONFLICT (place, channel, key) DO NOTHING
