#!/usr/bin/env python3
"""Runs a command at a terminal of its own and answers its questions.

usage: at-terminal.py [QUESTION=>ANSWER ...] -- COMMAND...

Each answer is typed when its question has appeared, in this order. Prints everything that the
terminal showed and ends with the exit status of the command; 99 when a question never came.
"""
import os
import pty
import select
import sys

PATIENCE = 60  # seconds without a word, after which nothing more is expected


def answer_all(terminal, answers):
    """Reads until the command ends; returns what was shown and the questions that are left."""
    shown, seen = b"", 0
    while True:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        try:
            more = os.read(terminal, 65536) if ready else b""
        except OSError:  # how Linux says that the other end is closed
            more = b""
        if not more:
            return shown, answers
        shown += more
        if answers and answers[0][0] in shown[seen:]:
            seen = len(shown)
            os.write(terminal, answers.pop(0)[1] + b"\n")


def main():
    split = sys.argv.index("--")
    answers = [tuple(os.fsencode(a).split(b"=>", 1)) for a in sys.argv[1:split]]
    command = sys.argv[split + 1:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    shown, left = answer_all(terminal, answers)
    os.close(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
    if left:
        print("\nat-terminal.py: never asked: " + os.fsdecode(left[0][0]))
        return 99
    return status


if __name__ == "__main__":
    sys.exit(main())
