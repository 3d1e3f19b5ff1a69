"""Processes that die come back, and none outlives the supervisor. Real processes, no portal."""

import os
import signal
import subprocess
import sys
import time

import pytest

from disclosure.supervisor import Child, Supervisor

FORKER = "import subprocess,sys; p=subprocess.Popen(['sleep','60']); print(p.pid, flush=True); p.wait()"
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def child(tmp_path):
    child = Child("sleeper", SLEEPER, tmp_path / "log")
    child.tend()
    yield child
    child.stop()
    child.reap(time.monotonic() + 5)


def test_a_killed_process_is_started_again_and_said(child):
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    child.process.wait()
    child.not_before = 0
    assert "sleeper 意外退出，已重新启动" in child.tend()
    assert child.process.pid != first


def test_a_process_that_keeps_dying_is_started_ever_more_slowly(tmp_path):
    child = Child("dier", [sys.executable, "-c", "raise SystemExit(1)"], tmp_path / "log")
    pauses = []
    for _ in range(4):
        child.not_before = 0
        child.tend()
        child.process.wait()
        pauses.append(child.pause)
    assert pauses == [1.0, 2.0, 4.0, 8.0]


def test_stopping_ends_the_whole_group(tmp_path):
    child = Child("parent", [sys.executable, "-c", FORKER], tmp_path / "log")
    child.tend()
    grandchild = int(_printed(child, 1))
    child.stop()
    child.reap(time.monotonic() + 5)
    time.sleep(0.2)
    assert _ended(grandchild)


def test_what_a_killed_parent_forked_goes_on_until_the_successor_has_forked(tmp_path):
    child = Child("web", [sys.executable, "-c", FORKER], tmp_path / "log", overlaps=True)
    child.tend()
    old = int(_printed(child, 1))
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    child.not_before = 0
    child.tend()
    assert not _ended(old)
    new = int(_printed(child, 2))
    child.tend()
    child.relieved_at = 0.001
    child.tend()
    time.sleep(0.2)
    assert _ended(old) and not _ended(new)
    child.stop()
    child.reap(time.monotonic() + 5)


def _printed(child: Child, lines: int) -> str:
    while len(found := child.log.read_text().split()) < lines:
        time.sleep(0.02)
    return found[-1]


def _ended(pid: int) -> bool:
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return not said.strip() or said.startswith("Z")


def test_a_signal_ends_the_loop_and_the_children(child, monkeypatch):
    supervisor = Supervisor([child], list, lambda sentence: None)
    supervisor.run(lambda: supervisor._stop() or True)
    assert child.process.poll() is not None
