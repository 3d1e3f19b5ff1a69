"""The sweep says each step once per due date, however late and however often it runs.

2026-09-29 (Tue) is the due date: 3 working days before it is 2026-09-23 (中秋节 25-27 September),
one after it is 2026-09-30, four after it is 2026-10-10 (国庆节 1-7 October; the 10th is a make-up Saturday).
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from duties import sweep as sweeper
from duties.actions import close_duty, move_duty, open_duty
from duties.models import Duty, Notice, Reminder
from duties.sweep import sweep
from outbox import drain
from outbox.models import Message

DUE = date(2026, 9, 29)


@pytest.fixture
def duty(agency, clerk, head, supervisor, at):
    return open_duty("reply", agency, agency=agency, due_on=DUE, at=at, label="申请 YSQ-1", url="/desk/1/")


def said(on: date, at) -> list[str]:
    return [reminder.step for reminder in sweep(on, at=at)]


def test_nothing_is_said_before_the_first_step(duty, at):
    assert said(date(2026, 9, 22), at) == []


@pytest.mark.parametrize(
    ("on", "steps"),
    [
        (date(2026, 9, 23), ["soon"]),
        (date(2026, 9, 29), ["soon", "due"]),
        (date(2026, 9, 30), ["soon", "due", "late"]),
        (date(2026, 10, 9), ["soon", "due", "late"]),
        (date(2026, 10, 10), ["soon", "due", "late", "escalated"]),
    ],
)
def test_steps_fall_on_working_days_and_none_is_lost(duty, at, on, steps):
    assert said(on, at) == steps


def test_a_second_run_says_nothing_twice(duty, at):
    assert said(DUE, at) == ["soon", "due"]
    assert said(DUE, at) == []
    assert said(date(2026, 9, 30), at) == ["late"]


def test_a_moved_date_starts_again(duty, agency, at):
    said(DUE, at)
    move_duty("reply", agency, date(2026, 10, 20), at=at)
    assert said(date(2026, 9, 30), at) == []
    assert said(date(2026, 10, 20), at) == ["soon", "due"]


def test_a_date_moved_back_is_not_said_again(duty, agency, at):
    said(DUE, at)
    move_duty("reply", agency, date(2026, 10, 20), at=at)
    move_duty("reply", agency, DUE, at=at)
    assert said(DUE, at) == []


def test_a_suspended_duty_is_silent(duty, agency, at):
    move_duty("reply", agency, None, at=at, suspended=True)
    assert said(date(2026, 12, 1), at) == []
    assert not Duty.objects.overdue(date(2026, 12, 1)).exists()


def test_a_closed_duty_is_silent(duty, agency, at):
    close_duty("reply", agency, at=at)
    assert said(date(2026, 12, 1), at) == []


def test_each_step_reaches_its_people(duty, at):
    sweep(date(2026, 10, 10), at=at)
    told = [
        (n.reminder.step, n.user.name)
        for n in Notice.objects.order_by("pk").select_related("reminder", "user")
    ]
    assert told == [
        ("soon", "李经办"),
        ("due", "李经办"),
        ("late", "李经办"),
        ("late", "赵负责"),
        ("escalated", "郑督导"),
    ]


def test_where_nobody_holds_the_role_the_supervisor_is_told(other_agency, supervisor, at):
    open_duty("reply", other_agency, agency=other_agency, due_on=DUE, at=at)
    sweep(DUE, at=at)
    assert {n.user for n in Notice.objects.all()} == {supervisor}


def test_a_reminder_is_mailed_once(duty, at):
    sweep(date(2026, 9, 24), at=at)
    drain.drain(at)
    drain.drain(at)
    assert [message.to for message in mail.outbox] == [["clerk@example.cn"]]
    assert "【快到期】申请 YSQ-1（县民政局，答复期限 2026年9月29日）" in mail.outbox[0].body


def test_the_countys_command_gets_one_object(duty, at, settings, tmp_path):
    settings.NOTICE_COMMAND = f"tee {tmp_path / 'sms.json'}"
    sweep(date(2026, 9, 24), at=at)
    drain.drain(at)
    sent = (tmp_path / "sms.json").read_text()
    assert '"users": ["clerk"]' in sent
    assert '"step": "soon"' in sent


def test_a_failing_command_is_tried_again_and_said_to_nobody_twice(duty, at, settings):
    settings.NOTICE_COMMAND = "false"
    sweep(date(2026, 9, 24), at=at)
    drain.drain(at)
    assert Message.objects.get(handler="duties.command").done_at is None
    assert (len(mail.outbox), Notice.objects.count(), Reminder.objects.count()) == (1, 1, 1)


def test_one_broken_duty_does_not_silence_the_others(duty, other_agency, at, monkeypatch):
    open_duty("reply", other_agency, agency=other_agency, due_on=DUE, at=at)
    whole = sweeper._reminder
    monkeypatch.setattr(sweeper, "_reminder", lambda d, *rest: whole(d, *rest) if d.pk == duty.pk else 1 / 0)
    assert [reminder.duty_id for reminder in sweep(DUE, at=at)] == [duty.pk, duty.pk]
    assert Reminder.objects.filter(duty__agency=other_agency).count() == 0


def test_the_command_prints_what_was_noted(duty):
    out = StringIO()
    call_command("sweep", on="2026-09-24", stdout=out)
    assert "【快到期】申请 YSQ-1" in out.getvalue()
    assert "新提醒 1 条" in out.getvalue()


def test_the_command_refuses_what_is_not_a_date(db):
    with pytest.raises(CommandError, match="不是日期"):
        call_command("sweep", on="昨天")


def test_a_chance_that_passed_is_no_debt(agency, clerk, at):
    """Its last day is said, even late; after that day nobody owes it."""
    chance = open_duty("chance", agency, agency=agency, due_on=DUE, at=at)
    assert said(DUE, at) == ["due"]
    assert Duty.objects.open().filter(pk=chance.pk).exists()
    assert said(date(2026, 9, 30), at) == []
    assert not Duty.objects.overdue(date(2026, 9, 30)).exists()


def many(agency, at, count: int) -> None:
    for number in range(count):
        subject = Duty(pk=100_000 + number)  # any row will do: only its name is kept
        open_duty("reply", subject, agency=agency, due_on=DUE, at=at, label=f"申请 {number}")


def test_a_batch_costs_the_same_whatever_stands_in_it(agency, clerk, at, django_assert_max_num_queries):
    many(agency, at, 60)
    with django_assert_max_num_queries(20):
        assert len(sweep(DUE, at=at)) == 120
    assert Notice.objects.filter(user=clerk).count() == 120
    assert Message.objects.count() == 240


def test_more_than_a_batch_is_noted_to_the_end(agency, clerk, at, monkeypatch):
    monkeypatch.setattr(sweeper, "BATCH", 7)
    many(agency, at, 30)
    assert len(sweep(DUE, at=at)) == 60
    assert sweep(DUE, at=at) == []


def test_a_person_who_left_hears_nothing(duty, clerk, supervisor, at):
    clerk.is_active = False
    clerk.save(update_fields=["is_active"])
    sweep(date(2026, 9, 24), at=at)
    assert {notice.user for notice in Notice.objects.all()} == {supervisor}


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_say_everything_once(agency, clerk, at, monkeypatch):
    monkeypatch.setattr(sweeper, "BATCH", 5)
    many(agency, at, 60)

    def run() -> int:
        try:
            return len(sweep(DUE, at=at))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: run(), range(4))) == 120
    assert Reminder.objects.count() == Notice.objects.count() == 120
