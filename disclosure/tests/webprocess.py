"""Real web processes on the tests' database, for what one process cannot show."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def database_url() -> str:
    """The tests' database as DATABASE_URL."""
    at = connection.settings_dict
    user = at["USER"] + (f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else "")
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgres://{user}@{quote(at['HOST'], safe='')}{port}/{at['NAME']}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def web(home: Path, **environment: str) -> Iterator[str]:
    """The address of one web process with a home of its own; it ends with the block."""
    port = free_port()
    given = {"DATABASE_URL": database_url(), "REDIS_URL": settings.REDIS_URL, "PORTAL_HOME": str(home)}
    given["DJANGO_SETTINGS_MODULE"] = "disclosure.tests.websettings"
    given["PROMETHEUS_MULTIPROC_DIR"] = str(home)
    command = [sys.executable, "-m", "disclosure.web"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "2", "--log-level", "warning"]
    home.mkdir(parents=True, exist_ok=True)
    with (home / "web.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=os.environ | given | environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield answering(f"http://127.0.0.1:{port}")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def answering(base: str, seconds: float = 30) -> str:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"{base}/healthz", timeout=2):
                return base
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """(status, headers by lower-case name, body); no status raises."""
    wanted = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(wanted, timeout=10) as response:
            return (
                response.status,
                {name.lower(): value for name, value in response.headers.items()},
                response.read(),
            )
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()
