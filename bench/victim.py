"""What bench.faults harms: a whole portal of its own, started as people start it, and people who use it meanwhile."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

from bench.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("/", "/policies/", "/publications/", "/catalog/", "/search/?q=%E6%95%91%E5%8A%A9")
HELD = {"PORTAL_DEMO": "0", "WEB_WORKERS": "2", "TRUSTED_PROXIES": "1", "SECURITY_LEVEL": "trial"}


class Portal:
    """`home` is its folder; what was seen to go wrong on the way stands in `problems`."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home, self.port, self.problems = home, free_port(), []
        self.base = f"http://127.0.0.1:{self.port}"
        given = {"PORTAL_HOME": str(home), "PORT": str(self.port)} | HELD | environment
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
            if self.answer("/readyz")[0] == 200:
                return time.monotonic() - begun
            time.sleep(0.2)
        raise TimeoutError(f"the portal did not come back: {self.answer('/readyz')[1][:500]}")

    def answer(self, address: str) -> tuple[int, str]:
        """(status, text); (0, "") without an answer."""
        try:
            with urllib.request.urlopen(self.base + address, timeout=10) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except (OSError, ValueError):
            return 0, ""

    def descendants(self) -> dict[int, str]:
        """Every process below the one started here, parents first, with its command line."""
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

    def kill(self, mark: str, place: int = 0) -> int:
        """kill -9 of a process whose command line holds the mark, the first or the one named; its pid, or 0."""
        pids = [pid for pid, line in self.descendants().items() if mark in line]
        if not pids:
            return 0
        os.kill(pids[place], signal.SIGKILL)
        return pids[place]

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

    def python(self, module: str) -> str:
        """What a module of ours prints, run beside the portal. Raises CalledProcessError."""
        command = [sys.executable, "-m", module]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        ).stdout


class Load:
    """Somebody files requests, others read, until told to stop."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.stopping = portal, threading.Event()
        self.acknowledged = portal.home.parent / f"{portal.home.name}-acknowledged.txt"
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
            status, _ = self.portal.answer(random.choice(PAGES))
            self.answers[status] += 1
            if status == 0:
                time.sleep(0.05)

    def filed(self) -> list[str]:
        """The numbers whose receipt was acknowledged until now."""
        return self.acknowledged.read_text().split() if self.acknowledged.exists() else []

    def stop(self) -> list[str]:
        self.stopping.set()
        for process in self.filing:
            process.terminate()
            process.wait(30)
        for reader in self.readers:
            reader.join(15)
        return self.filed()
