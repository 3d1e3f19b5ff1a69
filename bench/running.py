"""Start-up and memory of one web process: against Django alone, and against the same process before it answered."""

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from bench import portal
from bench.ports import free_port
from bench.timing import Row, least
from bench.traffic import pages

ALONE = "import django; django.setup()"


def measure() -> list[Row]:
    alone = least(lambda: subprocess.run([sys.executable, "-c", ALONE], check=True), 3)
    started = least(_start, 3)
    rows = [
        Row("running", "Django 与各房间载入", round(alone), "ms", 1.0, "自身"),
        Row("running", "网页进程启动到应答", round(started), "ms", round(started / alone, 2), "载入"),
    ]
    return rows + _memory()


def _start() -> None:
    port = free_port()
    process = portal.begin(port)
    portal.ready(process, f"http://127.0.0.1:{port}")
    portal.end(process)


def _memory() -> list[Row]:
    port = free_port()
    process = portal.begin(port, PAGE_CACHE_MB="32")
    base = portal.ready(process, f"http://127.0.0.1:{port}")
    try:
        before = _megabytes(process.pid)
        for number in range(300):
            for address in [*pages().values(), f"/search/?q=%E4%BD%8E%E4%BF%9D{number}"]:
                with urllib.request.urlopen(base + address) as response:
                    response.read()
        time.sleep(0.5)
        after = _megabytes(process.pid)
    finally:
        portal.end(process)
    return [
        Row("running", "内存：刚启动", round(before), "MB", 1.0, "刚启动"),
        Row("running", "内存：1,800 个页面以后", round(after), "MB", round(after / before, 2), "刚启动"),
    ]


def _megabytes(pid: int) -> float:
    """Private and shared memory of the process and its children, shared parts counted once (PSS)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for one in [str(pid), *children]:
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
