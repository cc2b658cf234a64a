"""What the benchmarks share: a base of invented people, a stopwatch, a look at memory."""

import os
import pathlib
import random
import resource
import subprocess
import time

FIRST = "Ada Ben Cem Dora Emil Fay Gus Hana Ivo Jo Kim Lea Max Nia Ole Pia Rui Sue Tom Uma".split()


def make_files(customers):
    """customers.csv and, ten a customer, purchases.csv in the working folder."""
    lot = random.Random(1)
    with open("customers.csv", "w") as people, open("purchases.csv", "w") as bought:
        people.write("id,name,email,phone,street,city,birthday\n")
        bought.write("id,customer id,date,total\n")
        number = 0
        for i in range(1, customers + 1):
            people.write(f"{i},{FIRST[i % 20]} Person{i // 40},p{i}@example.com,+4420{i:08},"
                         f"{i} Row,Bath,"
                         f"{lot.randint(1950, 2004)}-{lot.randint(1, 12):02}-{lot.randint(1, 28):02}\n")
            gap, day = lot.lognormvariate(4, 0.7), lot.randint(0, 3000)
            for _ in range(10):
                day += max(1, int(lot.expovariate(1 / gap)))
                date = time.strftime("%Y-%m-%d", time.gmtime((16000 + day % 4250) * 86400))
                number += 1
                bought.write(f"{number},{i},{date},{lot.randint(500, 50000) / 100:.2f}\n")


def timed(command, **options):
    """Seconds, peak memory of the process in MiB, output."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               **options)
    out, err = process.communicate()
    seconds = time.perf_counter() - start
    assert process.returncode in (0, 1), (command, err)
    return seconds, out


def peak_mib(command):
    """Peak resident memory of one run of a command."""
    pid = os.fork()
    if pid == 0:
        with open(os.devnull, "w") as nothing:
            subprocess.run(command, stdout=nothing, stderr=nothing, check=False)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        pathlib.Path("peak").write_text(str(peak))
        os._exit(0)
    os.waitpid(pid, 0)
    return int(pathlib.Path("peak").read_text()) / 1024
