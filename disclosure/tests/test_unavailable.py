"""When the disk is full or the database is away: 503 and a sentence that says what became of what was sent."""

import errno

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.test import Client
from psycopg2.errors import DiskFull
from redis import ConnectionError as RedisAway

from disclosure import health, unavailable


def refused_by(cause: Exception):
    """What PostgreSQL's refusal looks like to whoever runs a statement."""

    def execute(execute, sql, params, many, context):
        raise OperationalError(str(cause)) from cause

    return connection.execute_wrapper(execute)


@pytest.fixture
def outsider(db) -> Client:
    return Client(raise_request_exception=False)


def test_a_full_disk_is_told_on_the_page_and_in_the_api(outsider):
    with refused_by(DiskFull("could not extend file")):
        page, api = outsider.post("/apply/"), outsider.get("/api/v1/domains/")
    assert (page.status_code, api.status_code) == (503, 503)
    assert "服务器的存储空间满了" in page.content.decode()
    assert page["Retry-After"] == "60"
    assert api.json()["error"]["code"] == "unavailable"


def test_a_database_that_is_away_is_told(outsider):
    with refused_by(ConnectionError("server closed the connection")):
        page = outsider.get("/publications/")
    assert page.status_code == 503
    assert "系统正在恢复" in page.content.decode()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), unavailable.FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), unavailable.FULL),
        (RedisAway("refused"), unavailable.AWAY),
        (DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq"), unavailable.AWAY),
        (IntegrityError("our own fault"), ""),
        (OSError(errno.EACCES, "Permission denied"), ""),
        (ValueError("our own fault"), ""),
        (None, ""),
    ],
)
def test_only_what_passes_is_said_to_pass(error, sentence):
    assert unavailable.sentence(error) == sentence


def test_a_disk_that_is_nearly_full_is_told_before_it_is(monkeypatch):
    assert health.disk() == ""
    monkeypatch.setattr(health, "DISK_LEFT", 2**62)
    assert health.disk().startswith("磁盘快满了")
