#!/usr/bin/python3
"""Times deciding a night against hand-written SQL for the same picks; see bench.sh."""

import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from base import make_files, peak_mib, timed

customers, runs = int(sys.argv[1]), int(sys.argv[2])
courtesy = os.environ["COURTESY"]
here = pathlib.Path(__file__).parent
TODAY, TODAY_N, MMDD = "2025-06-12", 20251, 612
RULES = """
[rule thanks]
when = 2 days after each purchase
who = not purchase_is_first = yes
send = mail
kind = service
priority = 40
late = 7 days
again = not within 1 day
[rule check-in]
when = halfway to the next purchase
who = in top and orders_total >= 3 and usual_gap_days >= 27
send = call
kind = marketing
priority = 60
[rule birthday]
when = on birthday
who = orders_total >= 3
send = mail
kind = marketing
priority = 80
late = 1 day
"""


def hand_written(db, rhythm):
    sql = (here / "plan.sql").read_text()
    for name, value in {":today": TODAY_N, ":mmdd": MMDD, **rhythm}.items():
        sql = sql.replace(name, str(value))
    pathlib.Path("hand.sql").write_text(sql)
    with open("hand.sql") as script:
        return timed(["sqlite3", "-readonly", "-cmd", "PRAGMA cache_size=-65536",
                      "-cmd", "PRAGMA mmap_size=268435456", str(db)], stdin=script)


def median(what, n=runs):
    return statistics.median(what() for _ in range(n))


def shop(folder, *words):
    return [courtesy, "-C", str(folder), "--date", TODAY, *words]


def compare_picks(folder, rhythm):
    """The hand-written SQL and the program pick the same people."""
    picks = {line for line in hand_written(folder / "courtesy.db", rhythm)[1].split() if "|" in line}
    store = sqlite3.connect(folder / "courtesy.db")
    ours = {f"{rule}|{customer}" for rule, customer in
            store.execute("SELECT rule, customer_id FROM candidate WHERE failed = 0")}
    store.close()
    only = (picks - ours, ours - picks)
    print(f"picks: {len(ours)} by rules, {len(picks)} by hand, {len(picks & ours)} the same")
    assert ours == picks, [sorted(side)[:5] for side in only]


def main():
    os.chdir(tempfile.mkdtemp(prefix="courtesy-bench-"))
    base = pathlib.Path("shop")
    subprocess.run(shop(base, "init", "--no-input", "-q"), check=True)
    (base / "rules.d" / "stock.rules").write_text(RULES)
    make_files(customers)
    start = time.perf_counter()
    for name in ("customers", "purchases"):
        subprocess.run(shop(base, "import", f"{name}.csv", "--as", name, "--yes", "-q"), check=True)
    print(f"{customers} customers, {customers * 10} purchases, imported in "
          f"{time.perf_counter() - start:.1f} s")

    cold = median(lambda: timed(shop(base, "plan"))[0])
    peak = peak_mib(shop(base, "plan"))

    warm = pathlib.Path("warm")
    shutil.copytree(base, warm)
    (warm / "courtesy.conf").write_text((warm / "courtesy.conf").read_text()
                                        .replace("daily limits   = 200 mails, 15 cards",
                                                 "daily limits   = 1 mail"))
    subprocess.run([courtesy, "-C", str(warm), "--date", "2025-06-11", "run", "-q"], check=False,
                   capture_output=True)
    ordinary = median(lambda: timed(shop(warm, "plan"))[0])

    store = sqlite3.connect(warm / "courtesy.db")
    rhythm = {f":{name}": store.execute("SELECT value FROM meta WHERE name = ?",
                                        (f"rhythm_{name}",)).fetchone()[0] for name in ("mu", "kappa")}
    store.close()
    by_hand = median(lambda: hand_written(warm / "courtesy.db", rhythm)[0])
    subprocess.run(shop(warm, "run", "-q"), check=False, capture_output=True)
    compare_picks(warm, rhythm)

    print(f"hand-written SQL over the purchases   {by_hand:6.2f} s   1.00")
    print(f"plan, all facts built anew            {cold:6.2f} s   {cold / by_hand:.2f}")
    print(f"plan, an ordinary night               {ordinary:6.2f} s   {ordinary / by_hand:.2f}")
    print(f"peak memory of plan                   {peak:6.0f} MiB (64 MiB of it is the page cache)")
    shutil.rmtree(os.getcwd())


main()
