"""A message lives and dies with its transaction, and is delivered until it succeeds."""

from contextlib import contextmanager
from datetime import timedelta

import psycopg2
import pytest
from django.db import connection, transaction

from outbox import drain
from outbox.models import Message
from outbox.post import post

seen: list[dict] = []


def note(payload: dict) -> None:
    seen.append(payload)


def fail(payload: dict) -> None:
    raise RuntimeError("no line")


@pytest.fixture(autouse=True)
def handlers(db, settings):
    seen.clear()
    here = "outbox.tests.test_outbox"
    settings.OUTBOX_HANDLERS = {"note": f"{here}.note", "fail": f"{here}.fail"}


def test_a_message_is_delivered_once(at):
    post("note", {"n": 1}, at=at)
    assert drain.drain(at) == 1
    assert drain.drain(at) == 0
    assert seen == [{"n": 1}]


def test_a_message_of_a_rolled_back_transaction_never_was(at):
    with pytest.raises(RuntimeError), transaction.atomic():
        post("note", {"n": 1}, at=at)
        raise RuntimeError
    assert drain.drain(at) == 0


def test_an_unknown_handler_is_refused_at_once(at):
    with pytest.raises(KeyError):
        post("nobody", {}, at=at)


def test_a_failure_stays_and_does_not_hold_up_the_others(at):
    post("fail", {}, at=at)
    post("note", {"n": 2}, at=at)
    assert drain.drain(at) == 2
    stuck = Message.objects.get(handler="fail")
    assert (stuck.done_at, stuck.last_error, seen) == (None, "RuntimeError: no line", [{"n": 2}])


def test_a_failure_is_tried_again_later(at, settings):
    post("fail", {"n": 3}, at=at)
    drain.drain(at)
    settings.OUTBOX_HANDLERS["fail"] = settings.OUTBOX_HANDLERS["note"]
    assert drain.drain(at + timedelta(seconds=5)) == 0
    assert drain.drain(at + timedelta(seconds=30)) == 1
    assert seen == [{"n": 3}]


def test_a_third_drain_leaves_the_work_to_the_two_that_run(at):
    post("note", {"n": 1}, at=at)
    with holding(drain.SLOTS):
        assert drain.drain(at) == 0
    assert drain.drain(at) == 1


@contextmanager
def holding(slots):
    """Two other workers in the middle of their work."""
    parameters = connection.get_connection_params() | {"cursor_factory": None}
    other = psycopg2.connect(**parameters)
    cursor = other.cursor()
    for slot in slots:
        cursor.execute("SELECT pg_advisory_lock(%s)", [slot])
    yield
    cursor.execute("SELECT pg_advisory_unlock_all()")  # closing alone lets go a moment later
    other.close()


def test_done_messages_are_forgotten_after_a_month(at):
    post("note", {}, at=at)
    drain.drain(at)
    assert drain.forget(at + timedelta(days=29)) == 0
    assert drain.forget(at + timedelta(days=31)) == 1


@pytest.mark.django_db(transaction=True)
def test_without_redis_the_message_still_stands(at, settings, monkeypatch):
    monkeypatch.setattr("outbox.post.drain.apply_async", _no_broker)
    with transaction.atomic():
        post("note", {"n": 4}, at=at)
    assert drain.drain(at) == 1


def _no_broker(**_):
    raise ConnectionRefusedError("redis is away")
