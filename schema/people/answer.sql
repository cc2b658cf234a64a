-- An answer of a customer for every purpose on a channel.
INSERT INTO consent (customer_id, channel, purpose, answer, day, source, wording, origin)
VALUES (:customer, :channel, 'any', :answer, :today, :source, :wording, :origin)
