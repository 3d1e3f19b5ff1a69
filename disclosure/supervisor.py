"""Keeps processes running: starts them again when they die, and ends whole process groups on stop."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 12
LONGEST_PAUSE = 10.0
HANDOVER_SECONDS = 3.0


def die_with_parent() -> None:
    """Linux: a `kill -9` of the parent ends the child too, so that the port is free for the next start."""
    with contextlib.suppress(OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def forked(pid: int) -> bool:
    """Linux: whether the process has children; True where nobody can tell."""
    try:
        return bool(Path(f"/proc/{pid}/task/{pid}/children").read_text().strip())
    except OSError:
        return True


class Child:
    """One process that should always run.

    `overlaps`: what it forked goes on working when it alone is killed, until its successor has forked too. The web
    server is such: each listens at the same port beside the other, so nobody waits while the next one loads.
    """

    def __init__(self, name: str, command: list[str], log: Path, *, overlaps: bool = False) -> None:
        self.name, self.command, self.log, self.overlaps = name, command, log, overlaps
        self.left_behind, self.relieved_at = 0, 0.0
        self.process: subprocess.Popen | None = None
        self.pause, self.not_before = 0.5, 0.0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self.started = time.monotonic()

    def tend(self) -> str | None:
        """Starts the process again when it has died; says so once."""
        if self.process is not None and self.process.poll() is None:
            if time.monotonic() - self.started > 30:
                self.pause = 0.5
            self._relieve()
            return None
        if time.monotonic() < self.not_before:
            return None
        died = self.process is not None
        if died and self.overlaps and not self.left_behind:
            self.left_behind, self.relieved_at = self.process.pid, 0.0
        else:
            self._end_group(signal.SIGKILL)
        self.not_before = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.start()
        return f"{self.name} 意外退出，已重新启动（日志：{self.log}）。" if died else None

    def _relieve(self) -> None:
        """Ends those left behind a little after the successor's own stand."""
        if not self.left_behind or not forked(self.process.pid):
            return
        self.relieved_at = self.relieved_at or time.monotonic() + HANDOVER_SECONDS
        if time.monotonic() > self.relieved_at:
            _end(self.left_behind, signal.SIGKILL)
            self.left_behind = 0

    def _end_group(self, sign: int) -> None:
        if self.process is not None:
            _end(self.process.pid, sign)

    def stop(self) -> None:
        if self.left_behind:
            _end(self.left_behind, signal.SIGKILL)
        self._end_group(signal.SIGTERM)

    def reap(self, deadline: float) -> None:
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, deadline - time.monotonic()))
        self._end_group(signal.SIGKILL)
        self.process.wait()


def _end(group: int, sign: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, sign)


class Supervisor:
    def __init__(self, children: list[Child], tend_services: Callable[[], list[str]], say) -> None:
        self.children, self.tend_services, self.say = children, tend_services, say
        self.stopping = False
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, self._stop)

    def _stop(self, *_) -> None:
        self.stopping = True

    def run(self, on_ready: Callable[[], bool]) -> None:
        """Tends everything until a signal; calls `on_ready` until it returns True once."""
        ready = False
        try:
            while not self.stopping:
                self._tend()
                ready = ready or on_ready()
                time.sleep(0.2)
        finally:
            self.end()

    def _tend(self) -> None:
        for name in self.tend_services():
            self.say(f"{name} 曾停止，已重新启动。")
        for child in self.children:
            if sentence := child.tend():
                self.say(sentence)

    def end(self) -> None:
        for child in self.children:
            child.stop()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.reap(deadline)
