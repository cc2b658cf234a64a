-- A household that somebody put together by hand.
INSERT INTO household (key) VALUES (NULL) RETURNING id
