"""Loading and memory of one web process: against Django alone, and against itself before it answered; it may not grow on."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

from bench import portal
from bench.timing import Row, least
from bench.traffic import pages

BARE = "import django.core.handlers.wsgi, django.template, django.db.backends.postgresql.base"
WHOLE = "import disclosure.wsgi"
VISITS = (500, 1_500, 5_000)


def measure() -> list[Row]:
    bare, whole = (
        least(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True), 3)
        for code in (BARE, WHOLE)
    )
    name = "只载入 Django"
    return [
        Row("running", name, round(bare), "ms", 1.0, name),
        Row("running", "载入全部房间", round(whole), "ms", round(whole / bare, 2), name),
        *_memory(),
    ]


def _memory() -> list[Row]:
    with portal.running(PAGE_CACHE_MB="32", API_RATE="1000000/min") as (process, base):
        found = [(done, portal.megabytes(process.pid)) for done in _visited(base)]
    first, against = found[0][1], "刚启动"
    return [
        Row("running", "网页进程的内存", round(megabytes), "MB", round(megabytes / first, 2), against, size)
        for (done, megabytes) in found
        if (size := f"{done:,} 次访问以后" if done else against)
    ]


def _visited(base: str) -> Iterator[int]:
    """After how many visits it stops: the busiest pages, and as many different searches as visits of one page."""
    yield 0
    addresses, done = list(pages().values()), 0
    for visits in VISITS:
        while done < visits:
            for address in [*addresses, f"/search/?q=%E4%BD%8E%E4%BF%9D{done}"]:
                with urllib.request.urlopen(base + address) as response:
                    response.read()
                done += 1
        time.sleep(0.5)
        yield visits
