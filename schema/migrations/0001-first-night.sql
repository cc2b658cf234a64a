-- The customer base, what is decided about it, and what left the house.
-- Days are whole numbers: days since 1970-01-01. Money is whole cents. Yes/no is 1/0.
-- Derived tables (visit, customer_fact, calendar, candidate ...) can be emptied at any time: the
-- next night fills them again.

-- Small facts about this store: live, live_since, secret, facts_day ...
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- One row an import: what `undo` and the history need.
CREATE TABLE import (
  id        INTEGER PRIMARY KEY,
  day       INTEGER NOT NULL,
  file      TEXT    NOT NULL,
  kind      TEXT    NOT NULL CHECK (kind IN ('customers', 'purchases', 'cases', 'contacts')),
  source    TEXT    NOT NULL,               -- 'Shopify customer export', 'spreadsheet'
  rows_read INTEGER NOT NULL DEFAULT 0,
  added     INTEGER NOT NULL DEFAULT 0,
  changed   INTEGER NOT NULL DEFAULT 0,
  rejected  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A person, or a contact of a company.
CREATE TABLE customer (
  id          INTEGER PRIMARY KEY,
  ref         TEXT    NOT NULL UNIQUE CHECK (ref <> ''), -- the id in the imported file
  name        TEXT    NOT NULL CHECK (name <> ''),
  first_name  TEXT,
  last_name   TEXT,
  company     TEXT,
  email       TEXT,                       -- as it is written to; NULL: none known
  email_key   TEXT,                       -- folded: the same mailbox has the same key
  email_hash  TEXT,                       -- keyed hash of email_key; what suppression knows
  phone       TEXT,                       -- as printed
  phone_key   TEXT,                       -- digits only, with the country where it is known
  phone_hash  TEXT,
  street      TEXT,                       -- one or more lines
  postcode    TEXT,
  city        TEXT,
  region      TEXT,
  country     TEXT    CHECK (length(country) = 2),        -- ISO 3166-1; NULL: as the business
  language    TEXT,                       -- BCP 47; NULL: as the business
  birth_mmdd  INTEGER CHECK (birth_mmdd BETWEEN 101 AND 1231), -- month * 100 + day
  birth_year  INTEGER CHECK (birth_year BETWEEN 1850 AND 2200),
  manager     TEXT,                       -- as imported: a key, a name or an address
  tags        TEXT,
  joined_day  INTEGER,
  status      TEXT    NOT NULL DEFAULT 'active'
              CHECK (status IN ('active', 'deceased', 'blocked', 'staff', 'test')),
  spread      INTEGER NOT NULL CHECK (spread BETWEEN 0 AND 364), -- by lot, from ref: spreads
                                          -- what would otherwise fall on one day over a year
  import_id   INTEGER REFERENCES import(id)
) STRICT;
CREATE INDEX customer_birthday ON customer (birth_mmdd) WHERE birth_mmdd IS NOT NULL;
CREATE INDEX customer_email ON customer (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX customer_phone ON customer (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX customer_spread ON customer (spread);
CREATE INDEX customer_joined ON customer (joined_day);

-- What a customer said about being written to or called. Rows are only ever added; the last one
-- of a channel counts.
CREATE TABLE consent (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  channel     TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card')),
  purpose     TEXT    NOT NULL CHECK (purpose IN ('marketing', 'any')),
  answer      INTEGER NOT NULL CHECK (answer IN (0, 1)),
  day         INTEGER NOT NULL,
  source      TEXT    NOT NULL,           -- 'Shopify customer export'
  wording     TEXT,
  import_id   INTEGER REFERENCES import(id)
) STRICT;
CREATE INDEX consent_customer ON consent (customer_id, channel, purpose, id);

-- Addresses and numbers that are never used again, as keyed hashes: they outlive the customer.
CREATE TABLE suppression (
  channel TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card')),
  hash    TEXT    NOT NULL,
  reason  TEXT    NOT NULL,
  day     INTEGER NOT NULL,
  PRIMARY KEY (channel, hash)
) STRICT;

-- What is known of an address: a bounce, returned post, a wrong number. No row: good.
CREATE TABLE address_status (
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  channel     TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card')),
  status      TEXT    NOT NULL CHECK (status IN ('good', 'bounced', 'wrong')),
  day         INTEGER NOT NULL,
  reason      TEXT,
  PRIMARY KEY (customer_id, channel)
) STRICT;

CREATE TABLE purchase (
  id            INTEGER PRIMARY KEY,
  ref           TEXT    NOT NULL UNIQUE CHECK (ref <> ''),
  customer_id   INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  day           INTEGER NOT NULL,
  cents         INTEGER NOT NULL,         -- net of refunds; negative: a return
  currency      TEXT,
  status        TEXT    NOT NULL DEFAULT 'valid' CHECK (status IN ('valid', 'cancelled', 'test')),
  import_id     INTEGER REFERENCES import(id)
) STRICT;
CREATE INDEX purchase_customer ON purchase (customer_id, day, status, cents);
CREATE INDEX purchase_day ON purchase (day, customer_id);

CREATE TABLE purchase_item (
  purchase_id INTEGER NOT NULL REFERENCES purchase(id) ON DELETE CASCADE,
  line        INTEGER NOT NULL CHECK (line >= 1),
  name        TEXT    NOT NULL,
  category    TEXT,
  quantity    INTEGER NOT NULL DEFAULT 1,
  cents       INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (purchase_id, line)
) STRICT;

-- A complaint or another matter that somebody has to see to.
CREATE TABLE customer_case (
  id          INTEGER PRIMARY KEY,
  ref         TEXT    NOT NULL UNIQUE CHECK (ref <> ''),
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  kind        TEXT    NOT NULL DEFAULT 'complaint',
  opened_day  INTEGER NOT NULL,
  closed_day  INTEGER CHECK (closed_day >= opened_day), -- NULL: open
  words       TEXT    NOT NULL DEFAULT '',
  import_id   INTEGER REFERENCES import(id)
) STRICT;
CREATE INDEX customer_case_customer ON customer_case (customer_id, closed_day);
CREATE INDEX customer_case_opened ON customer_case (opened_day);
CREATE INDEX customer_case_closed ON customer_case (closed_day);

-- Every real exchange, in or out, by anyone.
CREATE TABLE contact (
  id          INTEGER PRIMARY KEY,
  ref         TEXT    NOT NULL UNIQUE CHECK (ref <> ''), -- 'touch K7Q4', or the imported id
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  day         INTEGER NOT NULL,
  channel     TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card', 'visit')),
  direction   TEXT    NOT NULL CHECK (direction IN ('in', 'out')),
  person      TEXT,                       -- who of the house
  mood        INTEGER CHECK (mood BETWEEN 1 AND 5),
  words       TEXT    NOT NULL DEFAULT '',
  import_id   INTEGER REFERENCES import(id)
) STRICT;
CREATE INDEX contact_customer ON contact (customer_id, day, channel);
CREATE INDEX contact_day ON contact (day, customer_id);

-- Customers whose derived rows are out of date.
CREATE TABLE dirty (
  customer_id INTEGER PRIMARY KEY REFERENCES customer(id) ON DELETE CASCADE
) STRICT;

-- Derived: purchases at most three days apart, taken together, net of refunds; only those worth
-- more than nothing, and only what had happened by meta.facts_day.
CREATE TABLE visit (
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  number      INTEGER NOT NULL CHECK (number >= 1), -- 1: the first visit ever
  first_day   INTEGER NOT NULL,
  last_day    INTEGER NOT NULL,
  cents       INTEGER NOT NULL,
  purchases   INTEGER NOT NULL,
  log_gap     REAL,                       -- ln of the days since the visit before; NULL: the first
  PRIMARY KEY (customer_id, number)
) STRICT;
CREATE INDEX visit_day ON visit (first_day, customer_id);

-- Derived: one narrow row a customer, everything that rules ask most, as of meta.facts_day.
CREATE TABLE customer_fact (
  customer_id       INTEGER PRIMARY KEY REFERENCES customer(id) ON DELETE CASCADE,
  orders_total      INTEGER NOT NULL,
  spent_total       INTEGER NOT NULL,     -- cents
  orders_12_months  INTEGER NOT NULL,     -- the last 365 days
  spent_12_months   INTEGER NOT NULL,     -- cents
  first_day         INTEGER,              -- of the first visit
  last_visit        INTEGER,              -- the first day of the latest visit: what names it
  last_day          INTEGER,              -- the latest day of the latest visit
  gap_count         INTEGER NOT NULL,
  log_gap_sum       REAL    NOT NULL,
  gap_days          REAL,                 -- the usual gap: shrunk mean of the log gaps
  halfway_day       INTEGER,              -- when half the usual gap will have passed
  halfway_latest    INTEGER,              -- when four fifths of it will have passed
  last_contact      INTEGER,              -- any exchange, visit, or the joining day
  last_call         INTEGER,
  last_mail         INTEGER,
  last_card         INTEGER,
  last_inbound      INTEGER,
  contacts_30_days  INTEGER NOT NULL,
  contacts_12_months INTEGER NOT NULL,
  open_cases        INTEGER NOT NULL,
  last_complaint    INTEGER,
  last_mood         INTEGER
) STRICT;
CREATE INDEX customer_fact_last ON customer_fact (last_visit);
CREATE INDEX customer_fact_halfway ON customer_fact (halfway_day);
CREATE INDEX customer_fact_contact ON customer_fact (last_contact);
CREATE INDEX customer_fact_spent ON customer_fact (spent_12_months) WHERE spent_12_months > 0;

-- Derived, filled from C: neither database engine ever does calendar arithmetic.
CREATE TABLE calendar (
  day      INTEGER PRIMARY KEY,
  year     INTEGER NOT NULL,
  month    INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  mmdd     INTEGER NOT NULL,
  weekday  INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 = Monday
  workday  INTEGER NOT NULL CHECK (workday IN (0, 1)),  -- the business is open
  workday_before INTEGER NOT NULL,        -- the last working day up to this day
  workday_after  INTEGER NOT NULL         -- the first working day from this day on
) STRICT;
-- Which birthdays fall on a day, 29 February settled.
CREATE TABLE calendar_birthday (
  day  INTEGER NOT NULL,
  mmdd INTEGER NOT NULL CHECK (mmdd BETWEEN 101 AND 1231),
  PRIMARY KEY (day, mmdd)
) STRICT;

-- Derived from the settings at each run.
CREATE TABLE manager (
  key           TEXT    PRIMARY KEY,
  name          TEXT    NOT NULL,
  mail          TEXT    NOT NULL,
  place         INTEGER NOT NULL UNIQUE,  -- 0, 1, 2 ... in the order of the settings
  calls_per_day INTEGER NOT NULL,
  works         INTEGER NOT NULL CHECK (works IN (0, 1))  -- tonight's day
) STRICT;
-- Who looks after whom: given once, kept.
CREATE TABLE assignment (
  customer_id INTEGER PRIMARY KEY REFERENCES customer(id) ON DELETE CASCADE,
  manager     TEXT    NOT NULL,
  day         INTEGER NOT NULL
) STRICT;
-- The one row says which night it is, for the view below.
CREATE TABLE tonight (
  day INTEGER PRIMARY KEY
) STRICT;
-- On which channels marketing needs a recorded yes.
CREATE TABLE channel_policy (
  channel        TEXT    PRIMARY KEY CHECK (channel IN ('mail', 'call', 'card')),
  consent_needed INTEGER NOT NULL CHECK (consent_needed IN (0, 1))
) STRICT;
-- Working days that the post takes to a country; '' is everywhere else.
CREATE TABLE post_time (
  country TEXT    PRIMARY KEY,
  days    INTEGER NOT NULL CHECK (days BETWEEN 0 AND 60)
) STRICT;

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
                                               WHEN 'call' THEN c.phone_hash ELSE c.ref END)
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
    WHEN p.answer IS NULL AND k.kind = 'marketing' AND h.consent_needed = 1
      THEN 'no recorded consent to marketing by ' || h.channel
    WHEN a.status <> 'good' THEN 'the address is marked ' || a.status
    WHEN k.kind = 'marketing'
      AND EXISTS (SELECT 1 FROM customer_case q
                  WHERE q.customer_id = c.id AND q.opened_day <= n.day
                    AND (q.closed_day IS NULL OR q.closed_day > n.day))
      THEN 'a complaint is open'
  END AS reason
FROM customer c
  CROSS JOIN tonight n
  CROSS JOIN channel_policy h
  CROSS JOIN (SELECT 'service' AS kind UNION ALL SELECT 'marketing') k
  LEFT JOIN address_status a ON a.customer_id = c.id AND a.channel = h.channel
  LEFT JOIN consent p ON p.id =
    (SELECT max(q.id) FROM consent q
     WHERE q.customer_id = c.id AND q.channel = h.channel
       AND (q.purpose = 'any' OR q.purpose = k.kind));

-- Derived: for each rule and way of sending, the days of events whose window meets tonight.
CREATE TABLE rule_window (
  rule      TEXT    NOT NULL,
  choice    INTEGER NOT NULL CHECK (choice >= 1), -- 1: the way that the rule names first
  post_days INTEGER NOT NULL,             -- of the customer's country; -1: of any
  event_day INTEGER NOT NULL,             -- the day that is looked for in the base
  anchor    INTEGER NOT NULL,             -- the day that names the occasion
  due       INTEGER NOT NULL,
  latest    INTEGER NOT NULL CHECK (latest >= due)
) STRICT;
CREATE INDEX rule_window_event ON rule_window (rule, choice, post_days, event_day);

-- Derived: what the rules ask for tonight, one row a way of sending, and what becomes of it.
CREATE TABLE candidate (
  rule        TEXT    NOT NULL,
  step        INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  anchor      INTEGER NOT NULL,
  choice      INTEGER NOT NULL,
  channel     TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  priority    INTEGER NOT NULL,
  due         INTEGER NOT NULL,
  latest      INTEGER NOT NULL,
  began       INTEGER,                    -- when the first of its ways was due
  failed      INTEGER NOT NULL,           -- the clause of `who` that is not so; 0: all are
  verdict     TEXT,                       -- a state of a touch, or 'no'; NULL: still open
  reason      TEXT,
  PRIMARY KEY (rule, step, customer_id, anchor, choice)
) STRICT;
CREATE INDEX candidate_customer ON candidate (customer_id);

-- One planned contact: this rule, this step, this customer, this occasion. Never twice.
CREATE TABLE touch (
  id           INTEGER PRIMARY KEY,
  rule         TEXT    NOT NULL,
  step         INTEGER NOT NULL DEFAULT 1 CHECK (step >= 1),
  customer_id  INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  anchor       INTEGER NOT NULL,          -- a day of the event, never of the run
  due          INTEGER NOT NULL,
  latest       INTEGER NOT NULL,
  channel      TEXT    NOT NULL CHECK (channel IN ('mail', 'call', 'card')),
  kind         TEXT    NOT NULL CHECK (kind IN ('service', 'marketing')),
  priority     INTEGER NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN
                 ('planned', 'waiting', 'held', 'held_out', 'suppressed', 'expired', 'withdrawn',
                  'claimed', 'in_flight', 'issued', 'failed', 'unknown')),
  reason       TEXT    NOT NULL,
  code         TEXT    UNIQUE,            -- what a person types to report it
  manager      TEXT,
  address_hash TEXT,                      -- the mailbox or number it goes to
  message_id   TEXT    UNIQUE,
  attempts     INTEGER NOT NULL DEFAULT 0,
  planned_day  INTEGER NOT NULL,          -- the night that first saw it
  issued_day   INTEGER,                   -- the night that claimed it, and so issued it
  run_id       INTEGER,                   -- the run that claimed it
  boot         TEXT,                      -- and the boot of the machine that ran it
  rehearsal    INTEGER NOT NULL DEFAULT 0 CHECK (rehearsal IN (0, 1)), -- 1: forgotten when the
                                          -- next night begins; never leaves the house
  UNIQUE (rule, step, customer_id, anchor)
) STRICT;
CREATE INDEX touch_customer ON touch (customer_id, issued_day);
CREATE INDEX touch_state ON touch (state, channel, latest);
CREATE INDEX touch_issued ON touch (issued_day) WHERE issued_day IS NOT NULL;
-- The second barrier: one message to one address for one occasion, whoever it is filed under.
CREATE UNIQUE INDEX touch_address ON touch (channel, address_hash, rule, step, anchor)
  WHERE address_hash IS NOT NULL;

-- Which changes of state exist. Every other one is refused by the trigger below.
CREATE TABLE touch_transition (
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT;
INSERT INTO touch_transition (from_state, to_state) VALUES
  ('planned',    'waiting'), ('planned',    'held'),       ('planned',    'held_out'),
  ('planned',    'suppressed'), ('planned', 'expired'),    ('planned',    'withdrawn'),
  ('planned',    'claimed'),
  ('waiting',    'planned'), ('waiting',    'held'),       ('waiting',    'held_out'),
  ('waiting',    'suppressed'), ('waiting', 'expired'),    ('waiting',    'withdrawn'),
  ('suppressed', 'planned'), ('suppressed', 'waiting'),    ('suppressed', 'held_out'),
  ('suppressed', 'withdrawn'), ('suppressed', 'expired'),
  ('withdrawn',  'planned'), ('withdrawn',  'waiting'),    ('withdrawn',  'suppressed'),
  ('withdrawn',  'held_out'), ('withdrawn',  'expired'),
  ('held',       'planned'), ('held',       'suppressed'), ('held',       'expired'),
  ('held',       'withdrawn'),
  ('claimed',    'planned'), ('claimed',    'waiting'),    ('claimed',    'held'),
  ('claimed',    'in_flight'), ('claimed',  'issued'),     ('claimed',    'failed'),
  ('claimed',    'unknown'),
  ('in_flight',  'waiting'), ('in_flight',  'issued'),     ('in_flight',  'failed'),
  ('in_flight',  'unknown'),
  ('unknown',    'issued'),  ('unknown',    'waiting'),    ('unknown',    'failed');

CREATE TRIGGER touch_state_change BEFORE UPDATE OF state ON touch
WHEN NEW.state <> OLD.state AND NOT EXISTS
  (SELECT 1 FROM touch_transition WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN
  SELECT RAISE(ABORT, 'a touch cannot change to this state');
END;

-- The history of every touch; rows are only ever added.
CREATE TABLE touch_log (
  id         INTEGER PRIMARY KEY,
  touch_id   INTEGER NOT NULL,
  from_state TEXT    NOT NULL,
  to_state   TEXT    NOT NULL,
  reason     TEXT    NOT NULL,
  run_id     INTEGER
) STRICT;
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

-- Tonight's noes: what applied and did not go, and why.
CREATE TABLE decision (
  rule        TEXT    NOT NULL,
  step        INTEGER NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customer(id) ON DELETE CASCADE,
  anchor      INTEGER NOT NULL,
  state       TEXT    NOT NULL,           -- a state of a touch, or 'no': `who` is not so
  reason      TEXT    NOT NULL,
  PRIMARY KEY (rule, step, customer_id, anchor)
) STRICT;
CREATE INDEX decision_customer ON decision (customer_id);

-- One rendering handed to a transport, and what the other side said.
CREATE TABLE message (
  id           INTEGER PRIMARY KEY,
  touch_id     INTEGER NOT NULL REFERENCES touch(id) ON DELETE CASCADE,
  attempt      INTEGER NOT NULL CHECK (attempt >= 1),
  day          INTEGER NOT NULL,
  content_hash TEXT    NOT NULL,          -- SHA-256 of the bytes
  outcome      TEXT    NOT NULL CHECK (outcome IN ('sent', 'deferred', 'refused', 'unknown')),
  reply        TEXT    NOT NULL,          -- the answer of the server, or where the file lies
  UNIQUE (touch_id, attempt)
) STRICT;

-- One night.
CREATE TABLE run (
  id          INTEGER PRIMARY KEY,
  day         INTEGER NOT NULL,
  started     INTEGER NOT NULL,           -- seconds since 1970, UTC
  ended       INTEGER,
  live        INTEGER NOT NULL CHECK (live IN (0, 1)),
  exit_status INTEGER,
  customers   INTEGER NOT NULL DEFAULT 0,
  touches     INTEGER NOT NULL DEFAULT 0, -- planned tonight
  held_back   INTEGER NOT NULL DEFAULT 0,
  said        TEXT    NOT NULL DEFAULT '' -- what needed a person
) STRICT;
CREATE INDEX run_day ON run (day);
