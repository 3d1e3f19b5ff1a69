"""PostgreSQL and Redis as our children: they survive a kill, and the last one to leave stops them."""

import os
import signal
import subprocess
import sys
import time

import psycopg2
import pytest
import redis

from disclosure import embedded, places

pytestmark = pytest.mark.slow


@pytest.fixture
def home(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    places.sockets().rmdir()


def ask(sql: str) -> list:
    connection = psycopg2.connect(dbname="portal", user="portal", host=str(places.sockets()))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def test_a_killed_postgres_and_a_killed_redis_come_back_with_their_data(home):
    with embedded.running() as services:
        ask("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
        os.kill(int((home / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        os.kill(int((home / "redis" / "pid").read_text()), signal.SIGKILL)
        for service in services:
            service.child.wait()
        assert sorted(embedded.ensure(services)) == ["PostgreSQL", "Redis"]
        assert ask("SELECT n FROM kept") == [(7,)]
        assert redis.Redis.from_url(places.redis_url()).ping()
    assert not any(service.alive() for service in services)


SECOND = "from disclosure import embedded\nwith embedded.running(): print('in', flush=True); input()"


def test_the_last_one_to_leave_stops_the_services(home):
    with embedded.running() as services:
        second = subprocess.Popen(
            [sys.executable, "-c", SECOND], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert second.stdout.readline() == "in\n"
    assert all(service.alive() for service in services)
    second.communicate("\n", timeout=30)
    deadline = time.monotonic() + 10
    while any(service.alive() for service in services) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(service.alive() for service in services)
