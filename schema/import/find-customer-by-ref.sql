-- Who has this id.
SELECT c.id FROM customer AS c WHERE c.ref = :ref
