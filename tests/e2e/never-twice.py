#!/usr/bin/python3
"""Kills a run at many system calls, starts it again, and counts at the server: every message once,
or not at all and then in state unknown. Also two and eight runs at once."""

import collections
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

port, sink, points = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
courtesy = os.environ["COURTESY"]
base = pathlib.Path("base").resolve()
MAILS = 9
CALLS = ("fdatasync", "fsync", "pwrite64", "write", "rename", "unlink", "sendto", "recvfrom",
         "connect", "close", "openat", "read", "ftruncate", "fcntl", "poll")


def command(folder, *words):
    return [courtesy, "-C", str(folder), "--date", "2025-06-12", *words]


def make_base():
    subprocess.run(command(base, "init", "--no-input", "-q"), check=True)
    conf = base / "courtesy.conf"
    conf.write_text(conf.read_text()
                    .replace("transport = folder", f"transport = smtp\nserver = 127.0.0.1:{port}\n"
                             "security = none\ntimeout = 10 seconds\n#")
                    .replace("quiet days     = sunday, holidays", "quiet days ="))
    people, bought = ["id,name,email,phone,street,city"], ["id,customer id,date,total"]
    for i in range(MAILS):
        people.append(f"{i},Person {i},person{i}@example.com,+4420794600{i:02},{i} Row,Bath")
        bought += [f"a{i},{i},2025-01-02,5", f"b{i},{i},2025-06-10,6"]
    (base / "people.csv").write_text("\n".join(people) + "\n")
    (base / "bought.csv").write_text("\n".join(bought) + "\n")
    for name, kind in (("people", "customers"), ("bought", "purchases")):
        subprocess.run(command(base, "import", str(base / f"{name}.csv"), "--as", kind, "--yes", "-q"),
                       check=True)
    subprocess.run([courtesy, "-C", str(base), "--date", "2025-06-01", "live", "on", "-q"], check=True)


def received():
    """How often each Message-ID arrived."""
    count = collections.Counter()
    for path in sink.glob("*.eml"):
        count[re.search(rb"Message-ID: <([^>]+)>", path.read_bytes()).group(1).decode()] += 1
    return count


def empty_sink():
    for path in sink.glob("*.eml"):
        path.unlink()


def check(folder, what):
    """The database and the server agree; nobody has anything twice."""
    count = received()
    twice = [key for key, n in count.items() if n > 1]
    assert not twice, f"{what}: sent twice: {twice}"
    store = sqlite3.connect(folder / "courtesy.db")
    assert store.execute("PRAGMA integrity_check").fetchone()[0] == "ok", what
    states = dict(store.execute("SELECT message_id, state FROM touch WHERE channel = 'mail' "
                                "AND message_id IS NOT NULL"))
    for key in count:
        assert states.get(key) in ("issued", "unknown"), f"{what}: {key} arrived, {states.get(key)}"
    for key, state in states.items():
        assert key in count or state == "unknown", f"{what}: {key} is {state} and never arrived"
    total = store.execute("SELECT count(*) FROM touch WHERE rule = 'thanks'").fetchone()[0]
    assert total == MAILS, f"{what}: {total} touches"
    unknown = sum(state == "unknown" for state in states.values())
    assert unknown <= 1, f"{what}: {unknown} unknown on one connection"
    store.close()
    return unknown, len(count)


def run_again(folder, what):
    """At most twice more, as cron would."""
    for _ in range(2):
        status = subprocess.run(command(folder, "run"), capture_output=True).returncode
        assert status in (0, 1), f"{what}: the next run ended with {status}"


def fresh(name):
    folder = pathlib.Path(name).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    empty_sink()
    return folder


def count_calls():
    """How often an undisturbed run makes each system call."""
    folder = fresh("counted")
    subprocess.run(["strace", "-f", "-c", "-o", "calls", *command(folder, "run")], check=True)
    unknown, arrived = check(folder, "undisturbed")
    assert (unknown, arrived) == (0, MAILS), "the undisturbed run does not send everything"
    numbers = {}
    for line in open("calls"):
        words = line.split()
        if len(words) >= 5 and words[-1] in CALLS and words[3].isdigit():
            numbers[words[-1]] = int(words[3])
    return numbers


def choose(numbers):
    """Points spread over all calls; the last ones of each, where mail is under way, more densely."""
    every = [(name, n) for name, total in sorted(numbers.items()) for n in range(1, total + 1)]
    step = max(1, len(every) // points)
    return every[::step], len(every)


def kill_matrix():
    chosen, all_points = choose(count_calls())
    unknown_runs = 0
    for name, n in chosen:
        what = f"killed at {name} {n}"
        folder = fresh("killed")
        subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", f"trace={name}",
                        "-e", f"inject={name}:signal=KILL:when={n}", *command(folder, "run")],
                       capture_output=True)
        run_again(folder, what)
        unknown, arrived = check(folder, what)
        assert arrived >= MAILS - unknown, f"{what}: only {arrived} arrived, {unknown} unknown"
        unknown_runs += unknown
    print(f"ok - killed at {len(chosen)} of {all_points} points: 0 doubled, 0 lost, "
          f"{unknown_runs} of unknown fate")


def overlap(runs):
    folder = fresh(f"overlap{runs}")
    started = [subprocess.Popen(command(folder, "run"), stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL) for _ in range(runs)]
    ended = [process.wait() for process in started]
    assert 0 in ended and set(ended) <= {0, 75}, f"{runs} runs at once ended with {ended}"
    assert check(folder, f"{runs} at once") == (0, MAILS)
    print(f"ok - {runs} runs at once: {ended.count(0)} worked, {ended.count(75)} stood back")


def overlap_without_lock():
    """The second barrier: even if somebody deletes the lock file, claims are made once."""
    folder = fresh("nolock")
    started = []
    for _ in range(4):
        started.append(subprocess.Popen(command(folder, "run"), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL))
        (folder / "courtesy.lock").unlink(missing_ok=True)
    for process in started:
        process.wait()
    run_again(folder, "without the lock")
    twice = [key for key, n in received().items() if n > 1]
    assert not twice, f"without the lock: sent twice: {twice}"
    print("ok - without the lock file nobody gets a message twice either")


make_base()
overlap(2)
overlap(8)
overlap_without_lock()
kill_matrix()
