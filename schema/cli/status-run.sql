-- The last night that ended.
SELECT day, started, ended, live, exit_status, customers, touches, held_back, said
FROM run WHERE ended IS NOT NULL ORDER BY id DESC LIMIT 1
