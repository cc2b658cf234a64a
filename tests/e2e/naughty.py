#!/usr/bin/python3
"""Strings that break programs, as what people are called: files to import, and a look at what came
out of them with parsers that are not ours.

    naughty.py make BLNS FOLDER       people.csv, orders.csv, contacts.csv, cases.csv
    naughty.py mails NIGHT PEOPLE     every mail of a night; PEOPLE is `export customers --json`
    naughty.py tasks NIGHT PEOPLE     every task
    naughty.py plan NIGHT             the list of the night
    naughty.py tables FILE...         human exports: no cell is a formula
"""

import csv
import email
import email.header
import email.policy
import email.utils
import html.parser
import json
import pathlib
import re
import sys

# What the Big List of Naughty Strings lacks: everything that ends a line, a header, a cell, a
# property or a template.
INJECTIONS = [
    "a\rBcc: x@evil.example", "a\nBcc: x@evil.example", "a\r\nBcc: x@evil.example",
    "a\r\n\r\n<h1>body</h1>", "a\u2028Bcc: x@evil.example", "a\u2029b", "a\u0085Bcc: x@evil.example",
    "a\x0bb", "a\x0cb", "a\x1bb[31m", "a\x7fb", "a\tb",
    "=?utf-8?Q?x?= <x@evil.example>", "=?utf-8?B?QmNjOiB4QGV2aWwuZXhhbXBsZQ==?=",
    "=?utf-8?q?=0D=0ABcc:_x@evil.example?=", "%0d%0aBcc:x@evil.example", "a\\r\\nBcc: x@evil.example",
    "\"quoted\" <x@evil.example>", "x@evil.example, y@evil.example", "group: x@evil.example;",
    "a\u202ebc\u202c", "\u2066a\u2069\u2067b", "\U0001F468\u200D\U0001F469\u200D\U0001F467",
    "\ufeffa", "a\u0000".replace("\u0000", "\ufffd"), "e\u0301", "x" * 2048, "\u00fc" * 1024,
    "{{x}}", "{{{x}}}", "{{> signature}}", "{{#purchase}}", "{{/purchase}}", "[a](javascript:alert(1))",
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "Robert\"; DROP TABLE customer; --", "a\",\"b\"\"c",
    "END:VTODO\nBEGIN:VEVENT", "\uff1dcmd|' /C calc'!A0",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
HEADERS = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted",
           "Content-Language", "MIME-Version", "Content-Type"}


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def make(blns, folder):
    folder = pathlib.Path(folder)
    strings = json.loads(pathlib.Path(blns).read_text(encoding="utf-8")) + INJECTIONS
    assert len(strings) == 555 and len(set(INJECTIONS)) == 40, len(strings)
    people = [["id", "first name", "last name", "company", "email", "phone", "street", "postcode",
               "city", "country", "tags", "manager"]]
    orders = [["order id", "customer", "date", "total", "item", "category"]]
    contacts = [["contact id", "customer", "date", "channel", "direction", "person", "words"]]
    cases = [["case id", "customer", "opened", "closed", "kind", "words"]]
    for n, text in enumerate(strings, 1):
        who = f"N{n}"
        # Longer names are rejected, rows and all; words may be longer.
        people.append([who, text[:90], text[:90], text[:190], f"n{n}@example.com",
                       f"+44 20 7946 {n:04}", text[:400], f"SW{n} 1AA", "London", "GB", text, ("owner", "anna", "tom")[n % 3]])
        orders.append([f"O{n}", who, "2025-06-09", "12.00", text[:900], text[:190]])
        contacts.append([f"T{n}", who, "2025-06-01", "call", "in", text[:190], text])
        cases.append([f"C{n}", who, "2025-06-01", "2025-06-02", "complaint", text])
    write(folder / "people.csv", people)
    write(folder / "orders.csv", orders)
    write(folder / "contacts.csv", contacts)
    write(folder / "cases.csv", cases)


def read_people(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    return {person["email"]: person for person in map(json.loads, lines)}


class Tags(html.parser.HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self):
        super().__init__()
        self.found = set()
        self.text = []

    def handle_starttag(self, tag, attributes):
        self.found.add(tag)
        for name, value in attributes:
            assert not name.startswith("on"), (tag, attributes)
            assert name not in ("href", "src") or (value or "").startswith(("mailto:", "https://")), \
                (tag, attributes)

    def handle_data(self, data):
        self.text.append(data)


def to_name(raw):
    """The name in To. The newer parser puts a blank between encoded words of a phrase, where RFC
    2047, 6.2, wants none; the older one reads them right."""
    value = email.message_from_bytes(raw, policy=email.policy.compat32)["To"]
    name, _ = email.utils.parseaddr(value.replace("\r\n", ""))
    return str(email.header.make_header(email.header.decode_header(name)))


def mails(night, people):
    people = read_people(people)
    seen = set()
    tags, usual = {}, set()
    for path in sorted(pathlib.Path(night, "mail").glob("*.eml")):
        raw = path.read_bytes()
        assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r"), f"{path}: a bare CR or LF"
        assert all(len(line) <= 998 for line in raw.split(b"\r\n")), f"{path}: a line is too long"
        message = email.message_from_bytes(raw, policy=email.policy.strict)
        assert not message.defects, f"{path}: {message.defects}"
        assert sorted(message.keys()) == sorted(HEADERS), f"{path}: {message.keys()}"
        addresses = message["To"].addresses
        assert len(addresses) == 1 and not message["To"].defects, f"{path}: {addresses}"
        address = addresses[0].addr_spec
        assert address in people and address not in seen, f"{path}: {address}"
        seen.add(address)
        wanted = " ".join(people[address]["name"].split())
        name = to_name(raw)
        assert name == wanted or name == "" and wanted == address, f"{path}: {name!r}, {wanted!r}"
        page = Tags()
        page.feed(message.get_body(("html",)).get_content())
        tags[path] = page.found
        if people[address]["company"] is None or people[address]["company"].isalnum():
            usual |= page.found
        for part in (message.get_body(("plain",)).get_content(), "".join(page.text)):
            assert "\0" not in part and "evil.example\n" not in part.replace("@", ""), path
    assert len(seen) == len(people) == 555, f"{len(seen)} mails for {len(people)} people"
    for path, found in tags.items():
        assert found <= usual, f"{path}: {found - usual} are not in the template"
    print(f"ok - {len(seen)} mails: each to one mailbox, with the headers and tags it should have")


def tasks(night, people):
    import icalendar

    names = {" ".join(person["name"].split()) for person in read_people(people).values()}
    count = 0
    for path in sorted(pathlib.Path(night).glob("calls-*.ics")):
        raw = path.read_bytes()
        assert all(len(line) <= 75 for line in raw.split(b"\r\n")), path
        calendar = icalendar.Calendar.from_ical(raw)
        assert {part.name for part in calendar.walk()} == {"VCALENDAR", "VTODO"}, path
        assert not any(task.errors for task in calendar.walk("VTODO")), path
        # Unfolded and unescaped here: icalendar reads \\n as a line break (RFC 5545, 3.3.11).
        for line in raw.decode().replace("\r\n ", "").split("\r\n"):
            if line.startswith("SUMMARY:"):
                words = re.sub(r"\\(.)", r"\1", line.removeprefix("SUMMARY:Call "))
                assert words.rsplit(" +44", 1)[0] in names, words
                count += 1
    assert count == 555, count
    print(f"ok - {count} tasks, each of one person")


def plan(night):
    with open(pathlib.Path(night, "plan.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, strict=True))
    assert len(rows) == 556 and {len(row) for row in rows} == {len(rows[0])}, len(rows)
    no_formulas("plan.csv", rows)
    print(f"ok - plan.csv has {len(rows) - 1} rows")


def no_formulas(name, rows):
    for number, row in enumerate(rows, 1):
        for cell in row:
            assert not cell.startswith(FORMULA), f"{name}: row {number}: {cell!r}"


def tables(*paths):
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file, strict=True))
        assert len(rows) > 500 and {len(row) for row in rows} == {len(rows[0])}, path
        no_formulas(path, rows)
    print(f"ok - {len(paths)} tables hold no formula")


if __name__ == "__main__":
    {"make": make, "mails": mails, "tasks": tasks, "plan": plan,
     "tables": tables}[sys.argv[1]](*sys.argv[2:])
