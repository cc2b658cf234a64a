-- People: who is who, what they allowed, where an import came from and how it is taken back.

DROP VIEW barrier;

-- --- imports -------------------------------------------------------------------------------------

CREATE TABLE import_new (
  id         INTEGER PRIMARY KEY,
  day        INTEGER NOT NULL,
  file       TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN
               ('customers', 'purchases', 'cases', 'contacts', 'birthdays', 'events', 'referrals',
                'consent', 'do-not-call')),
  source     TEXT    NOT NULL,              -- 'Shopify customer export', 'spreadsheet'
  rows_read  INTEGER NOT NULL DEFAULT 0,
  added      INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,
  rejected   INTEGER NOT NULL DEFAULT 0,
  undone_day INTEGER                        -- NULL: in force
) STRICT;
INSERT INTO import_new (id, day, file, kind, source, rows_read, added, changed, rejected)
SELECT id, day, file, kind, source, rows_read, added, changed, rejected FROM import;
DROP TABLE import;
ALTER TABLE import_new RENAME TO import;

-- --- who is who ----------------------------------------------------------------------------------

-- People who live together: one postal address and one last name, or put together by hand.
CREATE TABLE household (
  id        INTEGER PRIMARY KEY,
  key       TEXT    UNIQUE,                 -- address and last name, folded; NULL: by hand
  import_id INTEGER REFERENCES import(id)
) STRICT;

-- A firm; its contacts are customers with a role.
CREATE TABLE company (
  id        INTEGER PRIMARY KEY,
  name      TEXT    NOT NULL CHECK (name <> ''),
  name_key  TEXT    NOT NULL UNIQUE,        -- folded
  import_id INTEGER REFERENCES import(id)
) STRICT;

ALTER TABLE customer ADD COLUMN name_key TEXT;     -- the name, folded, its words in order of letters
ALTER TABLE customer ADD COLUMN address_key TEXT;  -- the postal address, folded; NULL: none whole
ALTER TABLE customer ADD COLUMN address_hash TEXT; -- keyed hash of it; what suppression knows
ALTER TABLE customer ADD COLUMN household_id INTEGER REFERENCES household(id);
ALTER TABLE customer ADD COLUMN household_fixed INTEGER NOT NULL DEFAULT 0
  CHECK (household_fixed IN (0, 1));               -- 1: by hand; no import changes it
ALTER TABLE customer ADD COLUMN company_id INTEGER REFERENCES company(id);
ALTER TABLE customer ADD COLUMN role TEXT;         -- in the company: 'buyer', 'owner'
ALTER TABLE customer ADD COLUMN birth_doubt TEXT;  -- why the birthday is set aside; NULL: it counts
CREATE INDEX customer_name ON customer (name_key, birth_mmdd) WHERE name_key IS NOT NULL;
CREATE INDEX customer_doubt ON customer (birth_mmdd) WHERE birth_doubt IS NOT NULL;
DROP INDEX customer_birthday;
CREATE INDEX customer_birthday ON customer (birth_mmdd, birth_year) WHERE birth_mmdd IS NOT NULL;
CREATE INDEX customer_address ON customer (address_key) WHERE address_key IS NOT NULL;
CREATE INDEX customer_address_hash ON customer (address_hash) WHERE address_hash IS NOT NULL;
CREATE INDEX customer_household ON customer (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX customer_company ON customer (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX customer_import ON customer (import_id);
CREATE INDEX purchase_import ON purchase (import_id);
-- The keys above are made in C, for all customers that were here before them.
INSERT INTO meta (name, value) VALUES ('keys_due', '1');

-- Other ids by which the same customer is known, beside customer.ref.
CREATE TABLE customer_ref (
  ref         TEXT    PRIMARY KEY CHECK (ref <> ''),
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  import_id   INTEGER REFERENCES import(id)
) STRICT;
CREATE INDEX customer_ref_customer ON customer_ref (customer_id);

-- Other mailboxes and numbers of the same customer: for recognising, not for writing to.
CREATE TABLE other_address (
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  channel     TEXT    NOT NULL CHECK (channel IN ('mail', 'call')),
  key         TEXT    NOT NULL,             -- folded, as customer.email_key and phone_key
  address     TEXT    NOT NULL,
  hash        TEXT    NOT NULL,
  import_id   INTEGER REFERENCES import(id),
  PRIMARY KEY (customer_id, channel, key)
) STRICT;
CREATE INDEX other_address_key ON other_address (channel, key);

-- Columns of a file that the owner asked to keep (import --keep).
CREATE TABLE customer_extra (
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  name        TEXT    NOT NULL CHECK (name <> ''),
  value       TEXT    NOT NULL,
  import_id   INTEGER REFERENCES import(id),
  PRIMARY KEY (customer_id, name)
) STRICT;

-- Two customers who may be one person: somebody has to look.
CREATE TABLE twin (
  one_id    INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  other_id  INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  reason    TEXT    NOT NULL,               -- 'same name and address'
  day       INTEGER NOT NULL,
  verdict   TEXT    CHECK (verdict = 'apart'), -- NULL: still to be looked at
  import_id INTEGER REFERENCES import(id),
  PRIMARY KEY (one_id, other_id),
  CHECK (one_id < other_id)
) STRICT;
CREATE INDEX twin_other ON twin (other_id);

-- Which records were made one: the id that is gone, and who has it now.
CREATE TABLE merge (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  ref         TEXT    NOT NULL,
  day         INTEGER NOT NULL
) STRICT;
CREATE INDEX merge_customer ON merge (customer_id);

-- --- what they allowed ---------------------------------------------------------------------------

CREATE TABLE consent_new (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  channel     TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card')),
  purpose     TEXT    NOT NULL CHECK (purpose IN ('marketing', 'service', 'any')),
  answer      INTEGER NOT NULL CHECK (answer IN (0, 1)),
  day         INTEGER NOT NULL,             -- when it was answered, as far as known
  source      TEXT    NOT NULL,             -- 'Shopify customer export', 'courtesy stop'
  wording     TEXT,                         -- what the person agreed to or wrote, or why it ended
  origin      TEXT    NOT NULL CHECK (origin IN
                ('import', 'record', 'stop', 'undo', 'merge', 'reply')),
  import_id   INTEGER REFERENCES import(id)
) STRICT;
INSERT INTO consent_new
  (id, customer_id, channel, purpose, answer, day, source, wording, origin, import_id)
SELECT id, customer_id, channel, purpose, answer, day, source, wording, 'import', import_id
FROM consent;
DROP TABLE consent;
ALTER TABLE consent_new RENAME TO consent;
CREATE INDEX consent_customer ON consent (customer_id, channel, purpose, id);
CREATE INDEX consent_import ON consent (import_id);
CREATE TRIGGER consent_keep BEFORE UPDATE ON consent
BEGIN
  SELECT RAISE(ABORT, 'what somebody answered is never changed; a new answer is added');
END;

-- Keyed hashes of mailboxes, numbers, postal addresses and ids ('person') that are never used
-- again. Nothing else is known of them: they outlive the customer.
CREATE TABLE suppression_new (
  channel   TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card', 'person')),
  hash      TEXT    NOT NULL,
  reason    TEXT    NOT NULL,               -- 'stop', 'forgotten', 'do-not-call list', 'complaint'
  day       INTEGER NOT NULL,
  import_id INTEGER REFERENCES import(id),
  PRIMARY KEY (channel, hash)
) STRICT;
INSERT INTO suppression_new (channel, hash, reason, day)
SELECT channel, hash, reason, day FROM suppression;
DROP TABLE suppression;
ALTER TABLE suppression_new RENAME TO suppression;

-- What is known of an address, whoever has it: a bounce, returned post, a wrong number. No row:
-- good. Keyed by its hash, so that it survives every import.
CREATE TABLE address_status_new (
  channel   TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card')),
  hash      TEXT    NOT NULL,
  status    TEXT    NOT NULL CHECK (status IN ('good', 'bounced', 'wrong')),
  day       INTEGER NOT NULL,
  reason    TEXT,
  import_id INTEGER REFERENCES import(id),
  PRIMARY KEY (channel, hash)
) STRICT;
INSERT INTO address_status_new (channel, hash, status, day, reason)
SELECT a.channel, coalesce(c.email_hash, ''), a.status, max(a.day), min(a.reason)
FROM address_status a JOIN customer c ON c.id = a.customer_id
WHERE a.channel = 'mail' AND c.email_hash IS NOT NULL
GROUP BY a.channel, c.email_hash, a.status
ON CONFLICT (channel, hash) DO NOTHING;
INSERT INTO address_status_new (channel, hash, status, day, reason)
SELECT a.channel, coalesce(c.phone_hash, ''), a.status, max(a.day), min(a.reason)
FROM address_status a JOIN customer c ON c.id = a.customer_id
WHERE a.channel = 'call' AND c.phone_hash IS NOT NULL
GROUP BY a.channel, c.phone_hash, a.status
ON CONFLICT (channel, hash) DO NOTHING;
DROP TABLE address_status;
ALTER TABLE address_status_new RENAME TO address_status;

-- --- what happened -------------------------------------------------------------------------------

ALTER TABLE purchase ADD COLUMN delivered_day INTEGER;
ALTER TABLE purchase ADD COLUMN installed_day INTEGER;
CREATE INDEX purchase_delivered ON purchase (delivered_day) WHERE delivered_day IS NOT NULL;
CREATE INDEX purchase_installed ON purchase (installed_day) WHERE installed_day IS NOT NULL;
DROP INDEX purchase_customer;
CREATE INDEX purchase_customer ON purchase (customer_id, day, status, cents, currency);
CREATE INDEX purchase_for_nothing ON purchase (customer_id, day) WHERE cents = 0;

-- What one unit of a currency is worth, from the settings at each run; the business's own is 1.
CREATE TABLE currency_rate (
  currency   TEXT    PRIMARY KEY,
  millionths INTEGER NOT NULL CHECK (millionths > 0) -- of one unit of the business's currency
) STRICT;

-- Who sent whom.
CREATE TABLE referral (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE, -- who is to be thanked
  referred_id INTEGER NOT NULL UNIQUE REFERENCES customer(id) ON DELETE CASCADE,
  day         INTEGER NOT NULL,
  import_id   INTEGER REFERENCES import(id)
) STRICT;
CREATE INDEX referral_customer ON referral (customer_id, day);
CREATE INDEX referral_day ON referral (day);

-- Something from outside that concerns a customer, a postcode or a region: a storm, a warranty
-- that ends.
CREATE TABLE event (
  id          INTEGER PRIMARY KEY,
  ref         TEXT    NOT NULL UNIQUE CHECK (ref <> ''),
  name        TEXT    NOT NULL CHECK (name <> ''),
  day         INTEGER NOT NULL,
  until_day   INTEGER CHECK (until_day >= day),
  customer_id INTEGER REFERENCES customer(id) ON DELETE CASCADE,
  postcode    TEXT,
  region      TEXT,
  words       TEXT    NOT NULL DEFAULT '',
  import_id   INTEGER REFERENCES import(id),
  CHECK (customer_id IS NOT NULL OR postcode IS NOT NULL OR region IS NOT NULL)
) STRICT;
CREATE INDEX event_name ON event (name, day);
CREATE INDEX event_customer ON event (customer_id) WHERE customer_id IS NOT NULL;

-- What somebody of the house wrote down.
CREATE TABLE note (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  day         INTEGER NOT NULL,
  person      TEXT,                         -- who of the house
  words       TEXT    NOT NULL CHECK (words <> '')
) STRICT;
CREATE INDEX note_customer ON note (customer_id, day);

-- What was promised to a customer, and by when.
CREATE TABLE promise (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  day         INTEGER NOT NULL,
  due_day     INTEGER NOT NULL CHECK (due_day >= day),
  kept_day    INTEGER CHECK (kept_day >= day), -- NULL: open
  person      TEXT,
  words       TEXT    NOT NULL CHECK (words <> '')
) STRICT;
CREATE INDEX promise_customer ON promise (customer_id, due_day);
CREATE INDEX promise_due ON promise (due_day) WHERE kept_day IS NULL;

-- --- what undo needs: each row that an import changed, as it was before --------------------------

CREATE TABLE customer_before (
  import_id    INTEGER NOT NULL REFERENCES import(id),
  customer_id  INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  name         TEXT    NOT NULL,
  first_name   TEXT,
  last_name    TEXT,
  company      TEXT,
  email        TEXT,
  email_key    TEXT,
  email_hash   TEXT,
  phone        TEXT,
  phone_key    TEXT,
  phone_hash   TEXT,
  street       TEXT,
  postcode     TEXT,
  city         TEXT,
  region       TEXT,
  country      TEXT,
  language     TEXT,
  birth_mmdd   INTEGER,
  birth_year   INTEGER,
  manager      TEXT,
  tags         TEXT,
  joined_day   INTEGER,
  status       TEXT    NOT NULL,
  name_key     TEXT,
  address_key  TEXT,
  address_hash TEXT,
  household_id INTEGER REFERENCES household(id),
  company_id   INTEGER REFERENCES company(id),
  role         TEXT,
  birth_doubt  TEXT,
  PRIMARY KEY (import_id, customer_id)
) STRICT;
CREATE INDEX customer_before_customer ON customer_before (customer_id);

CREATE TABLE customer_extra_before (
  import_id   INTEGER NOT NULL REFERENCES import(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  name        TEXT    NOT NULL,
  value       TEXT    NOT NULL,
  extra_import_id INTEGER REFERENCES import(id), -- the import that had brought it
  PRIMARY KEY (import_id, customer_id, name)
) STRICT;

CREATE TABLE purchase_before (
  import_id     INTEGER NOT NULL REFERENCES import(id),
  purchase_id   INTEGER NOT NULL REFERENCES purchase(id) ON DELETE CASCADE,
  customer_id   INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  day           INTEGER NOT NULL,
  cents         INTEGER NOT NULL,
  currency      TEXT,
  status        TEXT    NOT NULL,
  delivered_day INTEGER,
  installed_day INTEGER,
  PRIMARY KEY (import_id, purchase_id)
) STRICT;
CREATE INDEX purchase_before_customer ON purchase_before (customer_id);

CREATE TABLE purchase_item_before (
  import_id   INTEGER NOT NULL REFERENCES import(id),
  purchase_id INTEGER NOT NULL REFERENCES purchase(id) ON DELETE CASCADE,
  line        INTEGER NOT NULL,
  name        TEXT    NOT NULL,
  category    TEXT,
  quantity    INTEGER NOT NULL,
  cents       INTEGER NOT NULL,
  PRIMARY KEY (import_id, purchase_id, line)
) STRICT;

CREATE TABLE customer_case_before (
  import_id   INTEGER NOT NULL REFERENCES import(id),
  case_id     INTEGER NOT NULL REFERENCES customer_case(id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  kind        TEXT    NOT NULL,
  opened_day  INTEGER NOT NULL,
  closed_day  INTEGER,
  words       TEXT    NOT NULL,
  PRIMARY KEY (import_id, case_id)
) STRICT;
CREATE INDEX customer_case_before_customer ON customer_case_before (customer_id);

CREATE TABLE contact_before (
  import_id   INTEGER NOT NULL REFERENCES import(id),
  contact_id  INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  day         INTEGER NOT NULL,
  channel     TEXT    NOT NULL,
  direction   TEXT    NOT NULL,
  person      TEXT,
  mood        INTEGER,
  words       TEXT    NOT NULL,
  PRIMARY KEY (import_id, contact_id)
) STRICT;
CREATE INDEX contact_before_customer ON contact_before (customer_id);

CREATE TABLE event_before (
  import_id   INTEGER NOT NULL REFERENCES import(id),
  event_id    INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
  name        TEXT    NOT NULL,
  day         INTEGER NOT NULL,
  until_day   INTEGER,
  customer_id INTEGER REFERENCES customer(id) ON DELETE CASCADE,
  postcode    TEXT,
  region      TEXT,
  words       TEXT    NOT NULL,
  PRIMARY KEY (import_id, event_id)
) STRICT;
CREATE INDEX event_before_customer ON event_before (customer_id);

-- --- what stands between a customer and a touch --------------------------------------------------

-- What stands between a customer and a kind of touch on a channel: the first reason found, or NULL
-- when the way is free. Asked when planning, and again in the transaction that claims a touch.
CREATE VIEW barrier AS
SELECT c.id AS customer_id, h.channel, k.kind,
  CASE
    WHEN c.status <> 'active' THEN 'the customer is marked ' || c.status
    WHEN h.channel = 'mail' AND c.email IS NULL THEN 'no e-mail address is known'
    WHEN h.channel = 'call' AND c.phone IS NULL THEN 'no phone number is known'
    WHEN h.channel = 'card' AND (c.street IS NULL OR c.city IS NULL)
      THEN 'no postal address is known'
    WHEN EXISTS (SELECT 1 FROM suppression s
                 WHERE s.channel = h.channel
                   AND s.hash = CASE h.channel WHEN 'mail' THEN c.email_hash
                                               WHEN 'call' THEN c.phone_hash
                                               ELSE c.address_hash END)
      THEN 'asked not to be contacted this way'
    WHEN p.answer = 0 THEN 'said no to ' || h.channel || ' (' || p.source || ')'
    WHEN h.channel = 'mail'
      AND EXISTS (SELECT 1 FROM customer o JOIN consent r ON r.id =
                    (SELECT max(q.id) FROM consent q
                     WHERE q.customer_id = o.id AND q.channel = 'mail'
                       AND (q.purpose = 'any' OR q.purpose = k.kind))
                  WHERE o.email_key = c.email_key AND o.id <> c.id AND r.answer = 0)
      THEN 'somebody with the same address said no to mail'
    WHEN h.channel = 'call'
      AND EXISTS (SELECT 1 FROM customer o JOIN consent r ON r.id =
                    (SELECT max(q.id) FROM consent q
                     WHERE q.customer_id = o.id AND q.channel = 'call'
                       AND (q.purpose = 'any' OR q.purpose = k.kind))
                  WHERE o.phone_key = c.phone_key AND o.id <> c.id AND r.answer = 0)
      THEN 'somebody with the same address said no to call'
    WHEN EXISTS (SELECT 1 FROM other_address o JOIN consent r ON r.id =
                   (SELECT max(q.id) FROM consent q
                    WHERE q.customer_id = o.customer_id AND q.channel = h.channel
                      AND (q.purpose = 'any' OR q.purpose = k.kind))
                 WHERE o.channel = h.channel AND o.customer_id <> c.id AND r.answer = 0
                   AND o.key = CASE h.channel WHEN 'mail' THEN c.email_key ELSE c.phone_key END)
      THEN 'somebody who had the same address said no to ' || h.channel
    WHEN p.answer IS NULL AND k.kind = 'marketing' AND h.consent_needed = 1
      THEN 'no recorded consent to marketing by ' || h.channel
    WHEN a.status <> 'good' THEN 'the address is marked ' || a.status
    WHEN k.kind = 'marketing'
      AND EXISTS (SELECT 1 FROM customer_case q
                  WHERE q.customer_id = c.id AND q.opened_day <= n.day
                    AND (q.closed_day IS NULL OR q.closed_day > n.day))
      THEN 'a complaint is open'
    WHEN k.kind = 'marketing'
      AND EXISTS (SELECT 1 FROM customer o JOIN customer_case q ON q.customer_id = o.id
                  WHERE o.household_id = c.household_id AND o.id <> c.id AND q.opened_day <= n.day
                    AND (q.closed_day IS NULL OR q.closed_day > n.day))
      THEN 'a complaint of somebody in the household is open'
  END AS reason
FROM customer c
  CROSS JOIN tonight n
  CROSS JOIN channel_policy h
  CROSS JOIN (SELECT 'service' AS kind UNION ALL SELECT 'marketing') k
  LEFT JOIN address_status a
    ON a.channel = h.channel
   AND a.hash = CASE h.channel WHEN 'mail' THEN c.email_hash WHEN 'call' THEN c.phone_hash
                               ELSE c.address_hash END
  LEFT JOIN consent p ON p.id =
    (SELECT max(q.id) FROM consent q
     WHERE q.customer_id = c.id AND q.channel = h.channel
       AND (q.purpose = 'any' OR q.purpose = k.kind));

-- Which step of a series the window is for; of all but the first, :event_day is the day on which the
-- step before went out.
ALTER TABLE rule_window ADD COLUMN step INTEGER NOT NULL DEFAULT 1 CHECK (step >= 1);

-- --- the history of touches ---------------------------------------------------------------------

-- It goes with the touch, and with nothing else: a number that is given again inherits no history.
DROP TRIGGER touch_log_write;
CREATE TABLE touch_log_new (
  id         INTEGER PRIMARY KEY,
  touch_id   INTEGER NOT NULL REFERENCES touch(id) ON DELETE CASCADE,
  from_state TEXT    NOT NULL,
  to_state   TEXT    NOT NULL,
  reason     TEXT    NOT NULL,
  run_id     INTEGER
) STRICT;
INSERT INTO touch_log_new (id, touch_id, from_state, to_state, reason, run_id)
SELECT l.id, l.touch_id, l.from_state, l.to_state, l.reason, l.run_id
FROM touch_log l JOIN touch t ON t.id = l.touch_id;
DROP TABLE touch_log;
ALTER TABLE touch_log_new RENAME TO touch_log;
CREATE INDEX touch_log_touch ON touch_log (touch_id);
CREATE TRIGGER touch_log_write AFTER UPDATE OF state ON touch WHEN NEW.state <> OLD.state
BEGIN
  INSERT INTO touch_log (touch_id, from_state, to_state, reason, run_id)
  VALUES (NEW.id, OLD.state, NEW.state, NEW.reason, NEW.run_id);
END;
CREATE TRIGGER touch_log_keep BEFORE UPDATE ON touch_log
BEGIN
  SELECT RAISE(ABORT, 'the history of a touch is never changed');
END;
CREATE TRIGGER touch_log_stay BEFORE DELETE ON touch_log
WHEN EXISTS (SELECT 1 FROM touch WHERE id = OLD.touch_id)
BEGIN
  SELECT RAISE(ABORT, 'the history of a touch is never deleted while the touch is here');
END;
