#!/usr/bin/python3
"""Opens what a night wrote with parsers that are not ours: mail, calendar, CSV."""

import csv
import email
import email.policy
import pathlib
import sys

night = pathlib.Path(sys.argv[1])
mails = sorted((night / "mail").glob("*.eml"))
assert mails, "no mail"
HEADERS = {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted",
           "Content-Language", "MIME-Version", "Content-Type", "Precedence", "List-Unsubscribe"}
for path in mails:
    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n"), f"{path}: a bare line feed"
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert not message.defects, f"{path}: {message.defects}"
    assert set(message.keys()) <= HEADERS, f"{path}: {set(message.keys()) - HEADERS}"
    assert len(message["To"].addresses) == 1, path
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    for body in (text, html):
        assert "Dear ," not in body and "{{" not in body and "None" not in body, path
    if message["Precedence"] == "bulk":
        assert message["List-Unsubscribe"], f"{path}: marketing without a way to stop"
        assert "High Street" in " ".join(text.split()), f"{path}: marketing without a postal address"
print(f"ok - {len(mails)} mails read by another parser")

rows = list(csv.DictReader((night / "plan.csv").open(newline="", encoding="utf-8")))
assert rows and set(rows[0]) == {"rule", "customer", "ref", "name", "channel", "anchor", "due",
                                 "latest", "state", "reason", "code", "manager"}, rows[:1]
assert sum(r["state"] == "planned" and r["channel"] == "mail" for r in rows) == len(mails)
print(f"ok - plan.csv has {len(rows)} rows")

try:
    import icalendar
except ImportError:
    print("SKIP: python3-icalendar is missing: the tasks were not read")
    sys.exit(0)
tasks = 0
for path in sorted(night.glob("calls-*.ics")):
    raw = path.read_bytes()
    assert b"VTIMEZONE" not in raw and all(len(line) <= 75 for line in raw.split(b"\r\n")), path
    for task in icalendar.Calendar.from_ical(raw).walk("VTODO"):
        assert task["UID"] and task["SUMMARY"].startswith("Call "), path
        tasks += 1
assert tasks == sum(r["state"] == "planned" and r["channel"] == "call" for r in rows)
print(f"ok - {tasks} tasks read by another parser")
