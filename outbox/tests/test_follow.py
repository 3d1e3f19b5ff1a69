"""Every machine reads announced messages for itself, from its own place, and is woken by their commit."""

import threading
import time
from datetime import timedelta

import psycopg2
import pytest
from django.db import connection, transaction

from outbox import drain, follow
from outbox.models import Message
from outbox.post import announce

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_announced_is_read_once_from_each_place(at):
    start = follow.here()
    announce("news", {"n": 1}, at=at)
    middle = follow.here()
    announce("news", {"n": 2}, at=at)
    announce("other", {"n": 3}, at=at)
    end = follow.here()
    assert follow.payloads("news", start, end) == [{"n": 1}, {"n": 2}]
    assert follow.payloads("news", middle, end) == [{"n": 2}]
    assert follow.payloads("news", end, end) == []


def test_a_worker_leaves_them_alone(at):
    announce("news", {}, at=at)
    assert drain.drain(at) == 0


def test_they_are_forgotten_after_a_month(at):
    announce("news", {}, at=at)
    drain.forget(at + timedelta(days=31))
    assert not Message.objects.exists()


def test_the_age_of_the_oldest_unread_is_known(at):
    start = follow.here()
    assert follow.waiting_since("news", start, start) is None
    announce("news", {}, at=at)
    assert follow.waiting_since("news", start, follow.here()) == at


@pytest.fixture
def slow_to_begin():
    """Seconds that the other connection waits before it commits."""
    return 0.3


def test_a_commit_wakes_who_listens(at, slow_to_begin):
    settings = connection.get_connection_params() | {"cursor_factory": None}

    def commit():
        other = psycopg2.connect(**settings)
        time.sleep(slow_to_begin)
        other.cursor().execute(f"NOTIFY {follow.CHANNEL}")
        other.commit()
        other.close()

    with follow.listening():
        thread = threading.Thread(target=commit)
        thread.start()
        begun = time.monotonic()
        follow.wait(20)
        waited = time.monotonic() - begun
        thread.join()
    assert slow_to_begin / 2 < waited < 10


def test_a_rolled_back_message_wakes_nobody(at):
    with follow.listening():
        with pytest.raises(RuntimeError), transaction.atomic():
            announce("news", {}, at=at)
            raise RuntimeError
        begun = time.monotonic()
        follow.wait(0.2)
        assert time.monotonic() - begun > 0.15


def test_messages_of_an_other_database_or_of_long_ago_may_be_gone():
    now = follow.here()
    older = follow.Place(now.snapshot, now.database, now.at - timedelta(days=29))
    assert older.leads_to(now)
    for gone in (
        follow.Place(now.snapshot, now.database, now.at - timedelta(days=31)),
        follow.Place(now.snapshot, now.database + 1, now.at),
        follow.Place("9000000000:9000000000:", now.database, now.at),
    ):
        assert not gone.leads_to(now)
