-- The mark just before the last dot of a mail: from here on it may have left.
UPDATE touch SET state = 'in_flight', message_id = :message_id WHERE id = :id AND state = 'claimed'
