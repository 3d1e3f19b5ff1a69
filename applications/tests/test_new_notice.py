"""A new holiday notice moves the open requests it touches, and says so."""

import json
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from accounts.actors import Actor
from applications import actions
from applications.models import Event
from applications.tests.conftest import CALLED
from audit.models import Entry
from duties.models import Duty

NOTICE = """date,is_workday,name
2026-12-31,0,元旦
2027-01-01,0,元旦
2027-01-04,0,元旦
2027-01-09,1,元旦
2027-05-01,0,劳动节
2027-10-01,0,国庆节
"""


@pytest.fixture
def waiting(form, agency, applicant, clerk):
    """Confirmed on 10 December 2026: due on 8 January 2027, provisionally."""
    at = datetime(2026, 12, 10, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    application, _ = actions.receive(form, agency=agency, channel="online", actor=applicant, at=at)
    return actions.confirm(application, Actor.of(clerk), at=at, **CALLED)


@pytest.fixture
def load(tmp_path):
    def run(**options) -> dict:
        file, out = tmp_path / "2027.csv", StringIO()
        file.write_text(NOTICE, encoding="utf-8")
        call_command("load_workdays", str(file), stdout=out, **options)
        return json.loads(out.getvalue())

    return run


def reply_duty(application) -> Duty:
    return Duty.objects.open().about(application).get(kind="application.reply")


def test_a_date_in_a_year_without_a_notice_is_provisional(waiting):
    assert (waiting.due_on, waiting.due_provisional) == (date(2027, 1, 8), True)
    assert reply_duty(waiting).provisional


def test_the_notice_moves_the_case_and_its_duty(waiting, load):
    load()
    waiting.refresh_from_db()
    assert (waiting.due_on, waiting.due_provisional) == (date(2027, 1, 11), False)
    duty = reply_duty(waiting)
    assert (duty.due_on, duty.provisional) == (date(2027, 1, 11), False)


def test_it_says_which_cases_move_and_writes_it_down(waiting, load):
    moved = load()["moved"]
    assert {(row["was"], row["now"]) for row in moved} == {("2027-01-08", "2027-01-11")}
    assert any(waiting.number in row["label"] for row in moved)
    assert Entry.objects.about(reply_duty(waiting)).exists()


def test_the_case_itself_says_that_its_day_moved(waiting, load):
    load(dry_run=True)
    assert not Entry.objects.about(waiting).filter(word="按放假安排重算期限").exists()
    load()
    entry = Entry.objects.about(waiting).get(word="按放假安排重算期限")
    assert (entry.detail["was"], entry.detail["now"]) == ("2027-01-08", "2027-01-11")


def test_a_case_that_cannot_be_reckoned_is_named_and_the_rest_moves(waiting, load, form, agency, clerk):
    at = datetime(2026, 12, 10, 11, tzinfo=ZoneInfo("Asia/Shanghai"))
    broken, _ = actions.receive(form, agency=agency, channel="counter", actor=Actor.of(clerk), at=at)
    Event.objects.create(application=broken, kind="supplement_received", on=at.date(), at=at, actor="测试")
    rows = [row for row in load()["moved"] if row.get("problem")]
    assert [row["label"] for row in rows] == [broken.number]
    waiting.refresh_from_db()
    assert waiting.due_on == date(2027, 1, 11)


def test_a_preview_moves_nothing(waiting, load):
    assert load(dry_run=True)["moved"]
    waiting.refresh_from_db()
    assert waiting.due_on == date(2027, 1, 8)
    assert reply_duty(waiting).due_on == date(2027, 1, 8)


def test_a_second_load_moves_nothing_more(waiting, load):
    load()
    assert load()["moved"] == []
