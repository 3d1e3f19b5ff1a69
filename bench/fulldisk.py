"""A disk that fills up: the portal's folder on a small file system of its own, filled to the last byte under load.

Needs the right to mount (root); without it the fault is left out, and said. While it is full somebody files requests
with a file through the pages: the answer is a receipt or 503 with a sentence, never anything else, and /readyz tells.
"""

import contextlib
import os
import re
import shutil
import subprocess
import time
import urllib.error
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.victim import Load, Portal
from bench.visitor import Visitor
from demonstration.people import resident_id

MEGABYTES, SECONDS = 500, 15
PERSON = {"kind": "citizen", "name": "王申请", "id_kind": "resident", "phone": "13800005678"}
NUMBER = re.compile(r"YSQ-\d{4}-\d{6,12}")
PAPER = b"%PDF-1.4\n" + os.urandom(3 * 2**20)
SENTENCES = ("存储空间满了", "系统正在恢复")
# More than what PostgreSQL has set aside for its log: it must stop, and come back when there is room. Connected before, as
# nobody connects to a full disk.
WRITE = """
import time
from pathlib import Path
from django.conf import settings
from django.db import connection

cursor = connection.cursor()
print("connected", flush=True)
while not (settings.HOME / "ballast").exists():
    time.sleep(0.1)
time.sleep(5)
for _ in range(20):
    cursor.execute("SELECT pg_logical_emit_message(true, 'bench', repeat('x', 10000000))")
"""


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int = MEGABYTES) -> Iterator[bool]:
    """The folder as a file system of its own for as long as the block runs; False where that is not allowed."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            undo = [shutil.which("umount"), "--lazy", str(folder)]
            subprocess.run(undo, check=True)


def fill(portal: Portal, load: Load) -> str:
    """Fills the disk, lets people try, makes room again; says what they were answered."""
    ballast = portal.home / "ballast"
    seen: Counter[str] = Counter()
    told = False
    writing = portal.manage("shell", "-v0", "-c", WRITE, wait=False)
    writing.stdout.readline()
    _write_until_full(ballast)
    try:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            seen[_try_to_file(portal, load)] += 1
            _write_until_full(ballast)  # what others freed meanwhile
            told = told or "磁盘快满了" in portal.answer("/readyz")[1]
    finally:
        ballast.unlink(missing_ok=True)
        writing.communicate()
    if not told:
        portal.problems.append("the disk was full and /readyz did not say so")
    if not seen["503"]:
        portal.problems.append(f"the disk was full and nobody was told: {dict(seen)}")
    return f"{dict(seen)}"


def _write_until_full(path: Path) -> None:
    with path.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        for size in (2**20, 2**12, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size) == size:
                    pass


def _try_to_file(portal: Portal, load: Load) -> str:
    """ "receipt", "503", "no answer", or what should not be."""
    visitor = Visitor(portal.base, f"10.9.{time.monotonic_ns() % 250}.{time.monotonic_ns() // 1000 % 250}")
    try:
        person = PERSON | {"id_number": resident_id("王申请")}
        visitor.fill("minzhengju", person, "磁盘满的时候提交的申请", request_files=PAPER)
        page = visitor.send()
    except urllib.error.HTTPError as error:
        return _told(portal, error)
    except (OSError, ValueError):
        return "no answer"
    if not page:
        return "not sent"
    with load.acknowledged.open("a") as file:
        file.write(NUMBER.search(page)[0] + "\n")
    return "receipt"


def _told(portal: Portal, error: urllib.error.HTTPError) -> str:
    text = error.read().decode(errors="replace")
    if error.code != 503 or not any(sentence in text for sentence in SENTENCES):
        plain = re.sub(r"<[^>]*>|\s+", " ", text)
        portal.problems.append(f"the disk was full and {error.url} answered {error.code}: {plain[:300]}")
    return str(error.code)
