-- Whether an exchange is called so.
SELECT count(*) FROM contact WHERE ref = :ref
