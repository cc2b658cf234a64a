-- A row in every table that knows a customer, each text with a marker of its own. Customer 1 is the
-- person; customer 2 is somebody else, with nothing but a row of their own.
INSERT INTO meta (name, value) VALUES ('secret', '00112233445566778899aabbccddeeff');
INSERT INTO import (id, day, file, kind, source) VALUES (1, 20000, 'people.csv', 'customers', 'a spreadsheet');
INSERT INTO household (id, key, import_id) VALUES (1, 'qxz household key', 1);
INSERT INTO company (id, name, name_key, import_id) VALUES (1, 'Qxz Company Limited', 'qxzcompanylimited', 1);
INSERT INTO customer (id, ref, name, first_name, last_name, company, email, email_key, email_hash,
    phone, phone_key, phone_hash, street, postcode, city, region, country, language, birth_mmdd,
    birth_year, manager, tags, joined_day, status, spread, import_id, name_key, address_key,
    address_hash, household_id, company_id, role, birth_doubt)
  VALUES (1, 'qxz-ref', 'Qxzana Qxzberg', 'Qxzana', 'Qxzberg', 'Qxz Company Limited',
    'Qxz@example.com', 'qxz@example.com', 'hash-of-mailbox', '030 9018 2077', '493090182077',
    'hash-of-number', 'Qxzstraße 5', '12345', 'Qxz City', 'Qxz Region', 'DE', 'de', 612, 1985,
    'qxz-manager', 'qxz tags', 19000, 'active', 7, 1, 'qxzana qxzberg', 'qxzstrasse 5|12345|DE',
    'hash-of-place', 1, 1, 'qxz role', 'qxz doubt'),
  (2, 'other', 'Somebody Else', 'Somebody', 'Else', NULL, 'else@example.com', 'else@example.com',
    'else-email-hash', '030 9018 2000', '493090182000', 'else-phone-hash', 'Other Street 7', '12345',
    'Town', NULL, 'DE', 'de', NULL, NULL, NULL, NULL, 19000, 'active', 9, NULL, 'else somebody',
    'otherstreet 7|12345|DE', 'else-address-hash', NULL, NULL, NULL, NULL);
INSERT INTO customer_ref (ref, customer_id, import_id) VALUES ('qxz-other-ref', 1, 1);
INSERT INTO merge (customer_id, ref, day) VALUES (1, 'qxz-merged-ref', 20001);
INSERT INTO other_address (customer_id, channel, key, address, hash, import_id)
  VALUES (1, 'mail', 'qxz2@example.com', 'Qxz2@example.com', 'hash-of-other-mailbox', 1);
INSERT INTO customer_extra (customer_id, name, value, import_id)
  VALUES (1, 'Shoe size', 'qxz extra value', 1);
INSERT INTO consent (customer_id, channel, purpose, answer, day, source, wording, origin, import_id)
  VALUES (1, 'mail', 'any', 1, 20000, 'qxz source', 'qxz wording', 'import', 1);
INSERT INTO suppression (channel, hash, reason, day, import_id)
  VALUES ('call', 'hash-of-number', 'qxz-suppression', 20000, 1);
INSERT INTO address_status (channel, hash, status, day, reason, import_id)
  VALUES ('mail', 'hash-of-mailbox', 'bounced', 20000, 'qxz-status', 1);
INSERT INTO assignment (customer_id, manager, day) VALUES (1, 'qxz-assigned', 20000);
INSERT INTO note (customer_id, day, person, words) VALUES (1, 20000, 'qxz-writer', 'qxz note words');
INSERT INTO promise (customer_id, day, due_day, person, words)
  VALUES (1, 20000, 20010, 'qxz-promiser', 'qxz promise words');
INSERT INTO contact (id, ref, customer_id, day, channel, direction, person, mood, words, import_id)
  VALUES (1, 'qxz-contact', 1, 20000, 'call', 'in', 'qxz-caller', 3, 'qxz contact words', 1);
INSERT INTO customer_case (id, ref, customer_id, kind, opened_day, words, import_id)
  VALUES (1, 'qxz-case', 1, 'qxz-kind', 20000, 'qxz case words', 1);
INSERT INTO purchase (id, ref, customer_id, day, cents, currency, import_id)
  VALUES (1, 'qxz-purchase', 1, 20000, 1234, 'EUR', 1);
INSERT INTO purchase_item (purchase_id, line, name, category, quantity, cents)
  VALUES (1, 1, 'qxz item', 'qxz category', 1, 1234);
INSERT INTO event (id, ref, name, day, customer_id, words, import_id)
  VALUES (1, 'qxz-event', 'qxz event', 20000, 1, 'qxz event words', 1);
INSERT INTO referral (customer_id, referred_id, day, import_id) VALUES (1, 2, 20000, 1);
INSERT INTO touch (id, rule, customer_id, anchor, due, latest, channel, kind, priority, state,
    reason, code, manager, address_hash, message_id, planned_day)
  VALUES (1, 'qxz-rule', 1, 20000, 20000, 20005, 'mail', 'service', 10, 'planned', 'qxz-reason',
    'QXZ7', 'qxz-touch-manager', 'hash-of-mailbox', 'qxz-message@example.com', 20000);
UPDATE touch SET state = 'waiting', reason = 'qxz-waits' WHERE id = 1;
INSERT INTO message (touch_id, attempt, day, content_hash, outcome, reply)
  VALUES (1, 1, 20000, 'qxz-content', 'deferred', 'qxz-reply');
INSERT INTO decision (rule, step, customer_id, anchor, state, reason)
  VALUES ('qxz-decided', 1, 1, 20000, 'no', 'qxz-why');
INSERT INTO candidate (rule, step, customer_id, anchor, choice, channel, kind, priority, due, latest,
    failed, reason)
  VALUES ('qxz-candidate', 1, 1, 20000, 1, 'mail', 'service', 10, 20000, 20005, 0, 'qxz-because');
INSERT INTO visit (customer_id, number, first_day, last_day, cents, purchases)
  VALUES (1, 1, 20000, 20000, 1234, 1);
INSERT INTO customer_fact (customer_id, orders_total, spent_total, orders_12_months,
    spent_12_months, gap_count, log_gap_sum, contacts_30_days, contacts_12_months, open_cases)
  VALUES (1, 1, 1234, 1, 1234, 0, 0.5, 1, 1, 1);
INSERT INTO dirty (customer_id) VALUES (1);
INSERT INTO twin (one_id, other_id, reason, day) VALUES (1, 2, 'qxz-twin', 20000);
INSERT INTO customer_before (import_id, customer_id, name, first_name, last_name, email, status,
    tags, birth_doubt)
  VALUES (1, 1, 'Qxzold Qxzname', 'Qxzold', 'Qxzname', 'qxzold@example.com', 'active',
    'qxz old tags', 'qxz old doubt');
INSERT INTO customer_extra_before (import_id, customer_id, name, value)
  VALUES (1, 1, 'Shoe size', 'qxz old extra');
INSERT INTO purchase_before (import_id, purchase_id, customer_id, day, cents, currency, status)
  VALUES (1, 1, 1, 19999, 1233, 'QXC', 'valid');
INSERT INTO purchase_item_before (import_id, purchase_id, line, name, category, quantity, cents)
  VALUES (1, 1, 1, 'qxz old item', 'qxz old category', 1, 1233);
INSERT INTO customer_case_before (import_id, case_id, customer_id, kind, opened_day, words)
  VALUES (1, 1, 1, 'qxz-old-kind', 19999, 'qxz old case words');
INSERT INTO contact_before (import_id, contact_id, customer_id, day, channel, direction, person, words)
  VALUES (1, 1, 1, 19999, 'call', 'in', 'qxz-old-caller', 'qxz old contact words');
INSERT INTO event_before (import_id, event_id, name, day, customer_id, words)
  VALUES (1, 1, 'qxz old event', 19999, 1, 'qxz old event words');
