-- Four customers of a shop that does not exist, as of day 20000 (Friday 4 October 2024). The tests
-- of facts and of conditions compare what is known of them with what is written here.
--   A1 Ada   a top customer: everything known, everything permitted, last bought 10 days ago
--   B2 Ben   bought twice, long ago; no e-mail, does not want calls; his birthday is tomorrow
--   C3 Cem   never bought; his address is suppressed, and nobody asked him about anything
--   D4 Dora  bought once, complains; her mail came back; born on 29 February
INSERT INTO calendar (day, year, month, mmdd, weekday, workday, workday_before, workday_after)
VALUES (20000, 2024, 10, 1004, 5, 1, 20000, 20000), (20147, 2025, 2, 228, 5, 1, 20147, 20147);
INSERT INTO calendar_birthday (day, mmdd)
VALUES (20000, 1004), (20147, 228), (20147, 229);

INSERT INTO customer (id, ref, name, first_name, company, email, email_hash, phone, phone_hash,
                      street, postcode, city, country, language, birth_mmdd, birth_year, manager,
                      tags, joined_day, spread)
VALUES
  (1, 'A1', 'Ada Ames', 'Ada', 'Ames & Co', 'ada@a.example', 'hash-ada', '+44 1', 'call-ada',
   '1 High Street', 'BA1 1AA', 'Bath', 'GB', 'en', 1004, 1990, NULL, 'garden, trade', 19000, 0),
  (2, 'B2', 'Ben O''Brien', 'Ben', NULL, NULL, NULL, '+44 2', 'call-ben',
   '2 High Street', 'D02 X285', 'Dublin', 'IE', NULL, 1005, 1990, 'Tom Tonks', NULL, 18000, 1),
  (3, 'C3', 'Cem', NULL, NULL, 'cem@c.example', 'hash-cem', NULL, NULL,
   NULL, NULL, '100% Village', NULL, 'de', NULL, NULL, NULL, NULL, NULL, 2),
  (4, 'D4', 'Dora Dean', 'Dora', NULL, 'dora@d.example', 'hash-dora', '+44 4', 'call-dora',
   '4 High Street', 'BA2 2AA', 'Bath', 'GB', 'en', 229, 2000, NULL, NULL, 19990, 3);

INSERT INTO consent (customer_id, channel, purpose, answer, day, source, origin)
VALUES (1, 'mail', 'marketing', 0, 19000, 'shop', 'import'),
       (1, 'mail', 'marketing', 1, 19500, 'letter', 'record'),
       (2, 'call', 'any', 0, 19000, 'on the phone', 'stop'),
       (3, 'mail', 'marketing', 1, 19000, 'shop', 'import'),
       (4, 'mail', 'marketing', 1, 19000, 'shop', 'import'),
       (4, 'card', 'marketing', 0, 19000, 'shop', 'import');
INSERT INTO suppression (channel, hash, reason, day) VALUES ('mail', 'hash-cem', 'stop', 19800);
INSERT INTO address_status (channel, hash, status, day)
VALUES ('mail', 'hash-dora', 'bounced', 19995);

INSERT INTO manager (key, name, mail, place, calls_per_day, works)
VALUES ('anna', 'Anna Berg', 'anna@shop.example', 0, 8, 1),
       ('tom', 'Tom Tonks', 'tom@shop.example', 1, 8, 1);
INSERT INTO assignment (customer_id, manager, day) VALUES (1, 'anna', 19000);

INSERT INTO purchase (id, ref, customer_id, day, cents, status)
VALUES (11, 'p11', 1, 19690, 40000, 'valid'), (12, 'p12', 1, 19990, 85050, 'valid'),
       (13, 'p13', 1, 19999, 99900, 'cancelled'), (21, 'p21', 2, 18900, 5000, 'valid'),
       (22, 'p22', 2, 19000, 2500, 'valid'), (41, 'p41', 4, 19995, 9950, 'valid');
INSERT INTO purchase_item (purchase_id, line, name, category, cents)
VALUES (11, 1, 'Garden bench', 'Garden', 40000), (12, 1, 'Cloth', NULL, 50),
       (12, 2, 'Oak chair', 'Chairs', 85000), (13, 1, 'Piano', 'Music', 99900),
       (21, 1, 'Reading LAMP', 'Light', 5000), (22, 1, 'Lamp_shade', 'Light', 2500),
       (41, 1, 'Stool', NULL, 9950);
UPDATE purchase SET installed_day = 19997 WHERE id = 12;
INSERT INTO purchase (id, ref, customer_id, day, cents, installed_day)
VALUES (14, 'p14', 1, 19990, 100, 20001);
INSERT INTO visit (customer_id, number, first_day, last_day, cents, purchases, log_gap)
VALUES (1, 1, 19690, 19690, 40000, 1, NULL), (1, 2, 19990, 19990, 85050, 1, 5.7),
       (2, 1, 18900, 18900, 5000, 1, NULL), (2, 2, 19000, 19000, 2500, 1, 4.6),
       (4, 1, 19995, 19995, 9950, 1, NULL);
INSERT INTO customer_fact (customer_id, orders_total, spent_total, orders_12_months,
                           spent_12_months, first_day, last_day, gap_count, log_gap_sum, gap_days,
                           last_contact, last_call, last_mail, last_card, contacts_30_days,
                           contacts_12_months, open_cases, last_complaint, last_mood)
VALUES
  (1, 2, 125050, 2, 125050, 19690, 19990, 1, 5.7, 140.5, 19990, 19900, 19980, NULL, 2, 9, 0, NULL, 5),
  (2, 2, 7500, 0, 0, 18900, 19000, 1, 4.6, 100.0, 19000, NULL, NULL, NULL, 0, 0, 0, NULL, NULL),
  (3, 0, 0, 0, 0, NULL, NULL, 0, 0.0, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, NULL, NULL),
  (4, 1, 9950, 1, 9950, 19995, 19995, 0, 0.0, 60.0, 19998, 19998, NULL, NULL, 1, 1, 1, 19996, 1);

UPDATE customer SET role = 'owner' WHERE id = 1;
INSERT INTO referral (customer_id, referred_id, day)
VALUES (1, 2, 19800), (1, 3, 19950), (1, 4, 20001);
INSERT INTO contact (ref, customer_id, day, channel, direction, mood)
VALUES ('t1', 4, 19635, 'call', 'in', 5), ('t2', 4, 19636, 'call', 'in', 4),
       ('t3', 4, 19998, 'call', 'in', 1), ('t4', 4, 19999, 'mail', 'in', NULL);
INSERT INTO customer_case (ref, customer_id, opened_day, closed_day)
VALUES ('k1', 4, 19996, 20010);
