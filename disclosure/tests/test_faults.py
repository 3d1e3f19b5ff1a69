"""Processes are killed under load and nothing is lost: the short form of bench.faults, on a portal of its own."""

import random

import pytest

from bench import faults

WANTED = ["kill -9 one web process", "kill -9 postgres", "kill -9 worker", "kill -9 redis"]


@pytest.mark.slow
def test_whatever_is_killed_nothing_acknowledged_is_lost(tmp_path):
    tmp_path.chmod(0o755)
    settings = {"DJANGO_SETTINGS_MODULE": "disclosure.tests.websettings", "WEB_WORKERS": "1"}
    found = faults.run(tmp_path / "home", WANTED, random.Random(1), **settings)
    assert found["problems"] == []
    assert found["faults"] == dict.fromkeys(WANTED, 1)
    assert found["filed"] > 20
    assert found["answers"]["200"] > 20
