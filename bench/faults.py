"""Kills the portal's processes at random under load and looks whether anything was lost: python -m bench.faults.

Starts a portal of its own in a folder of its own, files requests and reads pages all the while, and lets one fault
after another happen: kill -9 of web, worker, beat, index, PostgreSQL, Redis; Redis emptied; a second beat; two sweeps at
once; a sweep by a clock an hour behind. At the end every request whose receipt was acknowledged must be there once, and
verify_audit, verify_clocks and verify_all must agree. Exit 1 and the disagreements when not. Kills only what it started.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("/", "/policies/", "/publications/", "/catalog/", "/search/?q=%E6%95%91%E5%8A%A9")
TARGETS = {
    "web": "disclosure.web",
    "worker": "disclosure worker",
    "beat": "disclosure beat",
    "index": "keep_index",
    "postgres": "/postgres ",
    "redis": "redis-server",
}
CHECKS = ("verify_audit", "verify_clocks", "verify_all")


def say(sentence: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {sentence}\n")


class Portal:
    """A whole portal, started as people start it."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        given = {"PORTAL_HOME": str(home), "PORT": str(self.port), "PORTAL_DEMO": "0", "WEB_WORKERS": "2"}
        kept = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")
        }
        self.environment = kept | given
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "disclosure.launch"]
        with (self.home / "portal.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def ready(self, seconds: float = 120) -> float:
        """Seconds until /readyz says yes. Raises TimeoutError."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if self.status("/readyz") == 200:
                return time.monotonic() - begun
            time.sleep(0.2)
        raise TimeoutError("the portal did not come back")

    def status(self, address: str) -> int:
        """The status of an answer, 0 without one."""
        try:
            with urllib.request.urlopen(self.base + address, timeout=10) as response:
                response.read()
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except (OSError, ValueError):
            return 0

    def descendants(self) -> dict[int, str]:
        """Every process below the one started here, with its command line."""
        parents, found, wave = {}, {}, {self.process.pid}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                parents[int(folder.name)] = (int(stat[1]), line)
        while wave:
            wave = {pid for pid, (parent, _) in parents.items() if parent in wave and pid not in found}
            found |= {pid: parents[pid][1] for pid in wave}
        return found

    def kill(self, mark: str) -> int:
        """kill -9 of one process whose command line holds the mark; its pid, 0 when there is none."""
        pids = [pid for pid, line in self.descendants().items() if mark in line]
        if not pids:
            return 0
        os.kill(pids[0], signal.SIGKILL)
        return pids[0]

    def manage(self, *command: str, wait: bool = True) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if wait:
            process.output = process.communicate()[0]
        return process


class Load:
    """Somebody files requests, others read, until told to stop."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.stopping = portal, threading.Event()
        self.acknowledged = portal.home / "acknowledged.txt"
        self.answers: Counter[int] = Counter()
        command = [sys.executable, "-m", "bench.faultload", str(self.acknowledged)]
        self.filing = [
            subprocess.Popen(command, cwd=ROOT, env=portal.environment, stderr=subprocess.DEVNULL)
            for _ in range(2)
        ]
        self.readers = [threading.Thread(target=self.read, daemon=True) for _ in range(2)]
        for reader in self.readers:
            reader.start()

    def read(self) -> None:
        while not self.stopping.is_set():
            self.answers[self.portal.status(random.choice(PAGES))] += 1

    def stop(self) -> list[str]:
        """The numbers whose receipt was acknowledged."""
        self.stopping.set()
        for process in self.filing:
            process.terminate()
            process.wait(30)
        for reader in self.readers:
            reader.join(15)
        return self.acknowledged.read_text().split() if self.acknowledged.exists() else []


def faults(portal: Portal, chance: random.Random) -> Iterator[tuple[str, object]]:
    """Names and doings, each kind once in every round, in an order of chance."""
    doings = {f"kill -9 {name}": lambda mark=mark: portal.kill(mark) for name, mark in TARGETS.items()}
    doings["Redis emptied"] = lambda: portal.manage("shell", "-v0", "-c", EMPTY)
    doings["a second beat"] = lambda: second_beat(portal)
    doings["two sweeps at once"] = lambda: [
        p.wait() for p in [portal.manage("sweep", wait=False) for _ in range(2)]
    ]
    doings["a clock an hour behind"] = lambda: portal.manage("shell", "-v0", "-c", BEHIND)
    while True:
        yield from chance.sample(sorted(doings.items()), len(doings))


EMPTY = "import redis; from django.conf import settings; redis.Redis.from_url(settings.REDIS_URL).flushall()"
BEHIND = (
    "from datetime import timedelta; from django.utils import timezone; from duties.sweep import sweep;"
    "from outbox.drain import drain; at = timezone.now() - timedelta(hours=1);"
    "sweep(timezone.localdate(at), at=at); drain(at)"
)


def second_beat(portal: Portal) -> None:
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "disclosure",
        "beat",
        "-s",
        str(portal.home / "beat2"),
        "--pidfile=",
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, env=portal.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(8)
    process.terminate()
    process.wait(20)


def run(minutes: float, seed: int, home: Path) -> dict:
    """{"faults", "answers", "filed", "longest", "problems"}: what happened, and every disagreement."""
    portal, chance, done, longest = Portal(home), random.Random(seed), Counter(), 0.0
    portal.start()
    try:
        portal.ready()
        load = Load(portal)
        end = time.monotonic() + minutes * 60
        for name, act in faults(portal, chance):
            if time.monotonic() > end:
                break
            act()
            done[name] += 1
            time.sleep(chance.uniform(0.2, 2))
            longest = max(longest, taken := portal.ready())
            say(f"{name}: {taken:.1f} s until ready")
        acknowledged = load.stop()
        portal.ready()
        problems = [*disagreements(portal, acknowledged)]
    finally:
        portal.stop()
    answers = {str(status): count for status, count in sorted(load.answers.items())}
    return {
        "faults": dict(done),
        "answers": answers,
        "filed": len(acknowledged),
        "longest": round(longest, 1),
        "problems": problems,
    }


COUNT = (
    "import json; from applications.models import Application;"
    "print(json.dumps(list(Application.objects.values_list('number', flat=True))))"
)


def disagreements(portal: Portal, acknowledged: list[str]) -> Iterator[str]:
    """Requests that were acknowledged and are not there, and what the checks say."""
    there = Counter(json.loads(portal.manage("shell", "-v0", "-c", COUNT).output.splitlines()[-1]))
    yield from (
        f"{number} was acknowledged and is not there" for number in acknowledged if number not in there
    )
    yield from (f"{number} is there {count} times" for number, count in there.items() if count > 1)
    if len(set(acknowledged)) != len(acknowledged):
        yield "a number was given twice"
    portal.manage("shell", "-v0", "-c", "from audit.tasks import seal; seal()")
    for check in CHECKS:
        done = portal.manage(check)
        if done.returncode:
            yield f"{check}: {done.output.strip()[:500]}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    options = parser.parse_args()
    say(f"{options.minutes} minutes, seed {options.seed}")
    with tempfile.TemporaryDirectory(prefix="zwgk-faults-") as folder:
        found = run(options.minutes, options.seed, Path(folder))
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return 1 if found["problems"] else 0


if __name__ == "__main__":
    sys.exit(main())
