#!/usr/bin/python3
"""Times bringing a base in against the shell of the database and a script; see bench.sh."""

import csv
import datetime
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

from base import make_files, peak_mib, timed

courtesy = os.environ["COURTESY"]
here = pathlib.Path(__file__).parent
RAW = ["-cmd", ".mode csv", "-cmd", ".import customers.csv raw_customers",
       "-cmd", ".import purchases.csv raw_purchases"]


def raw():
    """The limit: every row as text, nothing checked, no index."""
    pathlib.Path("raw.db").unlink(missing_ok=True)
    return timed(["sqlite3", *RAW, "raw.db", "SELECT 1"])[0]


def shell():
    """The same, then typed and indexed by SQL."""
    pathlib.Path("shell.db").unlink(missing_ok=True)
    return timed(["sqlite3", *RAW, "shell.db", f".read {here / 'import.sql'}"])[0]


def script():
    """What somebody would write in an afternoon: read, check, insert."""
    pathlib.Path("script.db").unlink(missing_ok=True)
    return timed([sys.executable, __file__, "--script"])[0]


def run_script():
    base = sqlite3.connect("script.db")
    tables, _, rest = (here / "import.sql").read_text().partition("BEGIN;")
    base.executescript(tables)
    known = {}
    with open("customers.csv", newline="") as rows:
        for row in csv.DictReader(rows):
            born = datetime.date.fromisoformat(row["birthday"])
            if "@" not in row["email"]:
                raise ValueError(row)
            cursor = base.execute(
                "INSERT INTO customer (ref, name, email, phone, street, city, birth_mmdd, birth_year)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (row["id"], row["name"].strip(), row["email"].lower(), row["phone"], row["street"],
                 row["city"], born.month * 100 + born.day, born.year))
            known[row["id"]] = cursor.lastrowid
    epoch = datetime.date(1970, 1, 1)
    with open("purchases.csv", newline="") as rows:
        for row in csv.DictReader(rows):
            base.execute("INSERT INTO purchase (ref, customer_id, day, cents) VALUES (?, ?, ?, ?)",
                         (row["id"], known[row["customer id"]],
                          (datetime.date.fromisoformat(row["date"]) - epoch).days,
                          round(float(row["total"]) * 100)))
    base.executescript("".join(line + ";" for line in rest.split(";") if "CREATE INDEX" in line))
    base.commit()


def shop(*words):
    return [courtesy, "-C", "shop", "--date", "2025-06-12", *words]


def ours():
    shutil.rmtree("shop", ignore_errors=True)
    subprocess.run(shop("init", "--no-input", "-q"), check=True)
    return sum(timed(shop("import", f"{name}.csv", "--as", name, "--yes", "-q"))[0]
               for name in ("customers", "purchases"))


def again():
    """The same files once more: nothing is new."""
    return sum(timed(shop("import", f"{name}.csv", "--as", name, "--yes", "-q"))[0]
               for name in ("customers", "purchases"))


def content(path):
    """What has to be equal in every base: customers, purchases, their money and days."""
    base = sqlite3.connect(path)
    found = base.execute("SELECT (SELECT count(*) FROM customer), (SELECT sum(birth_mmdd) FROM customer),"
                         " count(*), sum(cents), sum(day) FROM purchase").fetchone()
    base.close()
    return found


def main(customers, runs):
    os.chdir(tempfile.mkdtemp(prefix="courtesy-bench-"))
    make_files(customers)
    results = {}
    for name, work in (("sqlite3 .import, raw text", raw), ("sqlite3 .import, then SQL", shell),
                       ("a Python script", script), ("courtesy import", ours),
                       ("the same files again", again)):
        results[name] = statistics.median(work() for _ in range(runs))
    bases = {path: content(path) for path in ("shell.db", "script.db", "shop/courtesy.db")}
    assert len(set(bases.values())) == 1, bases
    print(f"import of {customers} customers and {customers * 10} purchases:"
          f" {bases['shell.db'][2]} rows, the same in all three")
    for name, seconds in results.items():
        print(f"{name:38}{seconds:7.2f} s   {seconds / results['sqlite3 .import, then SQL']:.2f}")
    shutil.rmtree("shop")
    subprocess.run(shop("init", "--no-input", "-q"), check=True)
    for name in ("customers", "purchases"):
        peak = peak_mib(shop("import", f"{name}.csv", "--as", name, "--yes", "-q"))
        print(f"peak memory, {name:25}{peak:7.0f} MiB (64 MiB of it is the page cache)")
    shutil.rmtree(os.getcwd())


if sys.argv[1] == "--script":
    run_script()
else:
    main(int(sys.argv[1]), int(sys.argv[2]))
