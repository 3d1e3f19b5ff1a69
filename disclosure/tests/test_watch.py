"""Operators see numbers and numbered logs; nobody else does, and nobody's data stand in them."""

import io
import json
import logging
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from pythonjsonlogger.json import JsonFormatter

from disclosure.numbered import FIELDS, RequestNumber
from duties.actions import open_duty
from duties.tasks import LAST_SWEEP, sweep


@pytest.fixture
def scrape(client, settings, tmp_path):
    settings.METRICS_TOKEN = "secret-token"
    return lambda: client.get("/metrics", headers={"authorization": "Bearer secret-token"})


def value(text: str, name: str) -> float:
    return float(re.search(rf"^{re.escape(name)}(?:{{.*}})? ([\d.e+-]+)$", text, re.M)[1])


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Bearer None"])
def test_strangers_find_no_numbers(client, db, settings, header):
    assert client.get("/metrics", headers={"authorization": header}).status_code == 404
    settings.METRICS_TOKEN = "secret-token"
    assert client.get("/metrics", headers={"authorization": header}).status_code == 404


def test_the_numbers_are_those_of_now(scrape, agency, clerk, at):
    before = value(scrape().text, "portal_duties_open")
    open_duty("publication", agency, agency=agency, due_on=at.date(), at=at)
    text = scrape().text
    assert value(text, "portal_duties_open") == before + 1
    assert value(text, "portal_duties_overdue") == value(text, "portal_duties_unsaid") == 1
    sweep()
    text = scrape().text
    assert value(text, "portal_duties_unsaid") == 0
    assert value(text, "portal_outbox_waiting") > 0
    assert value(text, "portal_last_sweep_age_seconds") < 60


def test_answers_are_counted(scrape, client, db):
    name = 'portal_requests_total{method="GET",status="4xx"}'
    first = re.search(re.escape(name) + r" ([\d.]+)", scrape().text)
    client.get("/no-such-page/")
    second = float(re.search(re.escape(name) + r" ([\d.]+)", scrape().text)[1])
    assert second >= (float(first[1]) if first else 0) + 1  # other processes count into the same folder


def test_every_answer_has_a_number_of_its_own(client, db):
    numbers = {client.get("/sitemap/")["X-Request-Id"] for _ in range(3)}
    assert len(numbers) == 3 and all(re.fullmatch(r"[0-9a-f]{16}", number) for number in numbers)


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [
        (1, "abc-12345678", True),
        (0, "abc-12345678", False),
        (1, "x\r\nSet-Cookie: a", False),
        (1, "短", False),
    ],
)
def test_the_number_of_our_proxy_is_kept(client, db, settings, proxies, given, kept):
    settings.TRUSTED_PROXIES = proxies
    assert (client.get("/healthz", headers={"x-request-id": given})["X-Request-Id"] == given) is kept


@pytest.fixture
def log():
    """Lines as LOG_FORMAT=json writes them."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter(FIELDS))
    handler.addFilter(RequestNumber())
    root = logging.getLogger()
    access = logging.getLogger("access")
    root.addHandler(handler)
    access.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(handler)
    access.setLevel(logging.NOTSET)


def test_a_line_a_request_with_its_number_and_nobodys_data(client, db, log):
    answer = client.get("/search/?q=王申请 13800000000", REMOTE_ADDR="203.0.113.9")
    lines = [line for line in log() if line["name"] == "access"]
    assert [(line["path"], line["status"], line["request_id"]) for line in lines] == [
        ("/search/", answer.status_code, answer["X-Request-Id"])
    ]
    whole = json.dumps(log(), ensure_ascii=False)
    assert not any(private in whole for private in ("王申请", "13800000000", "203.0.113.9"))


def test_a_form_sent_in_leaves_no_trace_of_its_content(client, db, log):
    client.post("/desk/sign-in/", {"username": "王申请", "password": "mima-Secret-1"})
    whole = json.dumps(log(), ensure_ascii=False)
    assert "mima-Secret-1" not in whole and "王申请" not in whole


def test_a_silent_beat_is_told(client, db):
    cache.set(LAST_SWEEP, timezone.now() - timedelta(minutes=16))
    assert "期限超过 15 分钟没有检查" in client.get("/readyz").json()["reasons"]
