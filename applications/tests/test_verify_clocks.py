"""The stored due day is only a cache: the command finds every row that does not agree."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from applications.models import Application

pytestmark = pytest.mark.django_db


def run() -> tuple[int, list[dict]]:
    out = StringIO()
    try:
        call_command("verify_clocks", stdout=out, stderr=StringIO())
    except SystemExit as stop:
        return stop.code, [json.loads(line) for line in out.getvalue().splitlines()]
    return 0, []


def test_everything_agrees(replied):
    assert run() == (0, [])


def test_a_changed_cache_is_found(assigned):
    Application.objects.filter(pk=assigned.pk).update(due_on="2026-05-01")
    code, rows = run()
    assert code == 1
    assert rows == [{"number": assigned.number, "due_on": {"stored": "2026-05-01", "reckoned": "2026-03-31"}}]
