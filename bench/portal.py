"""A web process of the benchmark's own, on the portal's data."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from bench.ports import free_port
from search import index


@contextlib.contextmanager
def web(**environment: str) -> Iterator[str]:
    """Its address; it ends with the block."""
    with running(**environment) as (_, base):
        yield base


@contextlib.contextmanager
def running(**environment: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """The process and its address."""
    index.ensure()
    with answering(**environment) as found:
        yield found


@contextlib.contextmanager
def answering(**environment: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """The same on whatever index there is."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())
    port = free_port()
    process = begin(port, **environment)
    try:
        yield process, ready(process, f"http://127.0.0.1:{port}")
    finally:
        end(process)


def begin(port: int, **environment: str) -> subprocess.Popen:
    given = {"DJANGO_SETTINGS_MODULE": "disclosure.settings"}
    command = [sys.executable, "-m", "disclosure.web"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
    return subprocess.Popen(command, env=os.environ | given | environment, start_new_session=True)


def end(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    process.wait(15)


def ready(process: subprocess.Popen, base: str, seconds: float = 40) -> str:
    """The address once it answers."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"{base}/healthz", timeout=2):
                return base
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def megabytes(pid: int) -> float:
    """Private and shared memory of the process and its children, shared parts counted once (PSS)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for one in [str(pid), *children]:
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def most(pid: int) -> float:
    """The most memory that the process or one of its children ever held, shared parts included (VmHWM)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    states = (Path(f"/proc/{one}/status").read_text() for one in [str(pid), *children])
    lines = (line for state in states for line in state.splitlines() if line.startswith("VmHWM:"))
    return max(int(line.split()[1]) for line in lines) / 1024
