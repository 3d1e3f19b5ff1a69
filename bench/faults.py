"""Kills the portal's processes at random under load and looks whether anything was lost: python -m bench.faults.

Starts a portal of its own in a folder of its own, files requests and reads pages all the while, and lets one fault
after another happen: kill -9 of web, worker, beat, index, PostgreSQL, Redis; Redis emptied; a second beat; two sweeps at
once; a sweep by a clock an hour behind; a full disk. At the end every request whose receipt was acknowledged must be
there once, and verify_audit, verify_clocks and verify_all must agree. Exit 1 and the disagreements when not. Kills only
what it started.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench import fulldisk
from bench.victim import ROOT, Load, Portal

TARGETS = {
    "web": ("disclosure.web", 0),
    "one web process": ("disclosure.web", -1),
    "worker": ("disclosure worker", 0),
    "beat": ("disclosure beat", 0),
    "index": ("keep_index", 0),
    "postgres": ("/postgres ", 0),
    "redis": ("redis-server", 0),
}


START_SECONDS = 300  # a first start builds the database; long on a machine with other work


def say(sentence: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {sentence}\n")


AGENCIES = (
    "from agencies.loading import load_agencies; from django.conf import settings;"
    "load_agencies(settings.BASE_DIR / 'agencies' / 'data' / 'agencies.csv')"
)
EMPTY = "import redis; from django.conf import settings; redis.Redis.from_url(settings.REDIS_URL).flushall()"
BEHIND = (
    "from datetime import timedelta; from django.utils import timezone; from duties.sweep import sweep;"
    "from outbox.drain import drain; at = timezone.now() - timedelta(hours=1);"
    "sweep(timezone.localdate(at), at=at); drain(at)"
)


def second_beat(portal: Portal, load: Load) -> None:
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


def shell(code: str) -> Callable:
    return lambda portal, load: portal.manage("shell", "-v0", "-c", code)


def two_sweeps(portal: Portal, load: Load) -> None:
    for sweep in [portal.manage("sweep", wait=False) for _ in range(2)]:
        sweep.communicate()


def full_disk(portal: Portal, load: Load) -> None:
    if os.path.ismount(portal.home):
        say(f"a full disk, people were answered: {fulldisk.fill(portal, load)}")
    else:
        say("a full disk: left out, this user may not mount")


def killing(mark: str, place: int) -> Callable:
    return lambda portal, load: portal.kill(mark, place)


FAULTS: dict[str, Callable[[Portal, Load], object]] = {
    **{f"kill -9 {name}": killing(*where) for name, where in TARGETS.items()},
    "Redis emptied": shell(EMPTY),
    "a clock an hour behind": shell(BEHIND),
    "a second beat": second_beat,
    "two sweeps at once": two_sweeps,
    "a full disk": full_disk,
}


def in_rounds(chance: random.Random, minutes: float) -> Iterator[str]:
    """Each fault once in every round, in an order of chance, for so long."""
    end = time.monotonic() + minutes * 60
    while True:
        for name in chance.sample(sorted(FAULTS), len(FAULTS)):
            if time.monotonic() > end:
                return
            yield name


def run(home: Path, wanted: Iterable[str], chance: random.Random, **environment: str) -> dict:
    """{"faults", "slowest", "answers", "filed", "problems"}: what happened, the longest each fault took until the portal
    was ready again, and every disagreement afterwards. `environment` is the portal's."""
    with fulldisk.small_disk(home):
        portal = Portal(home, **environment)
        portal.start()
        try:
            portal.ready(START_SECONDS)
            portal.manage("shell", "-v0", "-c", AGENCIES)
            load = Load(portal)
            try:
                done = suffer(portal, load, wanted, chance)
            finally:
                acknowledged = load.stop()
            portal.ready()
            problems = [*portal.problems, *disagreements(portal, acknowledged)]
        finally:
            portal.stop()
    return {
        "faults": {name: len(taken) for name, taken in done.items()},
        "slowest": {name: round(max(taken), 1) for name, taken in done.items()},
        "answers": {str(status): count for status, count in sorted(load.answers.items())},
        "filed": len(acknowledged),
        "problems": problems,
    }


def suffer(portal: Portal, load: Load, wanted: Iterable[str], chance: random.Random) -> dict[str, list]:
    """Seconds until ready after each fault, by name. Begins once the first requests are filed."""
    done = defaultdict(list)
    while not load.filed():
        time.sleep(0.1)
    for name in wanted:
        FAULTS[name](portal, load)
        time.sleep(chance.uniform(0.2, 2))
        done[name].append(portal.ready())
        say(f"{name}: {done[name][-1]:.1f} s until ready")
    return done


def disagreements(portal: Portal, acknowledged: list[str]) -> Iterator[str]:
    """Requests that were acknowledged and are not there, and what the checks say."""
    found = json.loads(portal.python("bench.afterwards").splitlines()[-1])
    there = Counter(found["numbers"])
    yield from (f"{number} was acknowledged and is not there" for number in acknowledged if not there[number])
    yield from (f"{number} is there {count} times" for number, count in there.items() if count > 1)
    if len(set(acknowledged)) != len(acknowledged):
        yield "a number was given twice"
    if not acknowledged:
        yield "nothing was filed: nothing was tried"
    yield from found["problems"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    options = parser.parse_args()
    say(f"{options.minutes} minutes, seed {options.seed}")
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="zwgk-faults-") as folder:
        home = Path(folder) / "home"
        found = run(home, in_rounds(chance, options.minutes), chance)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return 1 if found["problems"] else 0


if __name__ == "__main__":
    sys.exit(main())
