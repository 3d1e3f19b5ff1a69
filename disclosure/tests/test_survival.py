"""A process killed in the middle of a submission or a publication leaves no half-done record.

The verb runs in a process of its own, which kills itself before its n-th statement; afterwards the
database must look as if it had never begun. The last run is left alone and must succeed.
"""

import signal
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.actors import Actor
from applications.models import Application, Event
from audit.models import Entry
from duties.models import Duty
from outbox.models import Message
from publishing import actions as publishing
from publishing.models import Column, Publication, Review

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KILLED_BEFORE = [3, 8, 13]
SUBMITTED_IN = [3, 6, 9]  # a submission is short
NEVER = 10_000


def interrupted(statement: int, verb: str, key: str) -> int:
    command = [sys.executable, "-m", "disclosure.tests.killed", connection.settings_dict["NAME"]]
    return subprocess.run([*command, str(statement), verb, key], capture_output=True, timeout=60).returncode


def counts() -> dict[str, int]:
    tables = (Application, Event, Entry, Duty, Message, Review)
    return {table.__name__: table.objects.count() for table in tables}


def agrees() -> bool:
    """verify_audit and verify_clocks; both raise SystemExit when something does not agree."""
    for command in ("verify_audit", "verify_clocks"):
        call_command(command, stdout=StringIO())
    return True


def test_a_submission_is_there_whole_or_not_at_all(agency):
    before = counts()
    for statement in SUBMITTED_IN:
        assert interrupted(statement, "submit", agency.slug) == -signal.SIGKILL
        assert counts() == before
    assert interrupted(NEVER, "submit", agency.slug) == 0
    after = counts()
    assert (after["Application"], after["Event"], after["Duty"], after["Entry"]) == (1, 1, 1, 1)
    assert agrees()


@pytest.fixture
def approved(agency, editor, reviewer, head, at):
    """A notice that only has to be published."""
    column = Column.objects.first() or Column.objects.create(
        slug="notices", label="通知公告", section="content"
    )
    publication = publishing.draft(
        Actor.of(editor),
        at=at,
        kind="notice",
        agency=agency,
        column=column,
        title="关于开展临时救助的通告",
        rich_text="<p>符合条件的家庭可以向所在乡镇申请。</p>",
        formed_on=at.date(),
        attribute="active",
    )
    publishing.submit(publication, Actor.of(editor), at=at)
    for kind in ("secrecy", "privacy", "wording"):
        publishing.review(publication, Actor.of(reviewer), kind=kind, result="pass", basis="逐项看过", at=at)
    return publishing.approve(publication, Actor.of(head), at=at)


def test_a_publication_is_out_whole_or_not_at_all(approved):
    before = counts()
    for statement in KILLED_BEFORE:
        assert interrupted(statement, "publish", str(approved.pk)) == -signal.SIGKILL
        approved.refresh_from_db()
        assert (approved.state, counts()) == ("approved", before)
    assert interrupted(NEVER, "publish", str(approved.pk)) == 0
    assert Publication.objects.get().state == "published"
    assert counts()["Message"] > before["Message"]
    assert agrees()


def test_a_scheduled_publication_survives_being_killed_and_still_happens(approved, editor, at):
    publishing.schedule(approved, Actor.of(editor), when=at + timedelta(hours=1), at=at)
    before = counts()
    for statement in KILLED_BEFORE:
        assert interrupted(statement, "publish_due", "") == -signal.SIGKILL
        approved.refresh_from_db()
        assert (approved.state, counts()) == ("approved", before)
        assert approved.scheduled_at == at + timedelta(hours=1)
    assert interrupted(NEVER, "publish_due", "") == 0
    approved.refresh_from_db()
    assert (approved.state, approved.scheduled_at) == ("published", None)
    assert agrees()
