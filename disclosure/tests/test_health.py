"""/readyz says why it is not ready."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from disclosure.tasks import HEARTBEAT, heartbeat
from outbox.models import Message
from search import index


@pytest.fixture
def answer(client, db, settings):
    settings.SEARCH_SOURCES = {}
    index.ensure()
    return lambda: client.get("/readyz")


def test_it_is_ready_with_a_heartbeat(answer):
    heartbeat()
    assert (answer().status_code, answer().json()) == (200, {"ready": True, "reasons": [], "index_lag": 0.0})


def test_without_a_worker_it_is_not(answer):
    cache.set(HEARTBEAT, timezone.now() - timedelta(minutes=5))
    assert answer().status_code == 503
    assert answer().json()["reasons"] == ["后台任务没有心跳"]


def test_a_waiting_outbox_is_told(answer):
    heartbeat()
    old = timezone.now() - timedelta(minutes=10)
    Message.objects.create(handler="x", created_at=old, not_before=old)
    assert answer().json()["reasons"] == ["1 条消息等待超过 2 分钟"]


def test_without_an_index_it_is_not(answer, settings, tmp_path):
    heartbeat()
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    assert answer().json()["reasons"] == ["搜索索引不可用，正在重建"]


def test_healthz_asks_nobody(client):
    assert client.get("/healthz").content == b"ok"
