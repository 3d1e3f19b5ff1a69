"""Rows are made by several processes where there are many, in their order, whatever made them."""

import subprocess
import sys
import time
from pathlib import Path

from search import making, schema
from search.documents import Document

DOCUMENTS = [
    Document("policy", str(n), f"澄溪县第{n}号办法", f"/p/{n}", "申请最低生活保障") for n in range(9)
]


def test_few_are_made_here():
    assert list(making.rows(DOCUMENTS)) == [schema.row(document) for document in DOCUMENTS]


def test_many_are_made_by_several_and_come_in_their_order(monkeypatch):
    monkeypatch.setattr(making, "FEW", 2)
    monkeypatch.setattr(making, "CHUNK", 2)
    assert list(making.rows(iter(DOCUMENTS))) == [schema.row(document) for document in DOCUMENTS]


def test_nothing_makes_nothing():
    assert list(making.rows([])) == []


KILLED = """
import os, signal
from search import making
print(making._pool().submit(os.getpid).result(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def lives(pid: int) -> bool:
    """A dead one that nobody has buried has no command line."""
    line = Path(f"/proc/{pid}/cmdline")
    return line.exists() and bool(line.read_bytes())


def test_a_process_ends_with_the_one_that_started_it():
    answer = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True)
    pid, ended = int(answer.stdout), time.monotonic() + 30
    while lives(pid) and time.monotonic() < ended:
        time.sleep(0.1)
    assert not lives(pid)
