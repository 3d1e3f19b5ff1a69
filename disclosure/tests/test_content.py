"""Every table that public pages are drawn from is watched; each transaction that writes to one changes the version."""

import re
import time
from datetime import timedelta

import brotli
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from agencies.models import Agency
from disclosure import content
from disclosure.models import ContentChange
from disclosure.tests.webprocess import get, web
from publishing import actions
from publishing.tests.fixtures import bring, column, drafted  # noqa: F401

READ_ON_PAGES = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# Read on the way to a page, but nothing of it is shown to a stranger.
BESIDE = {"disclosure_contentchange", "django_session", "outbox_message"}


@pytest.fixture
def notice(drafted, bring):  # noqa: F811
    return bring(drafted(), "published")


@pytest.fixture
def approved(drafted, bring):  # noqa: F811
    return bring(drafted(), "approved")


def test_every_table_that_a_public_page_reads_is_watched(client, notice):
    addresses = ["/", "/catalog/", "/agencies/", "/policies/", "/interpretations/", "/publications/"]
    addresses += ["/search/?q=救助", "/public-log/", "/sitemap/", "/sitemap.xml", "/feeds/latest.atom"]
    addresses += [f"/publications/{notice.public_id}/", f"/agencies/{notice.agency.slug}/"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for address in addresses:
            assert client.get(address).status_code in (200, 503), address
    read = {name for query in queries for name in READ_ON_PAGES.findall(query["sql"])}
    assert read - set(content.tables()) - BESIDE == set()


def test_watching_twice_changes_nothing(db):
    assert content.watch() == []
    assert "publishing_publication" in content.tables()


@pytest.mark.django_db(transaction=True)
def test_each_transaction_leaves_one_trace_and_an_undone_one_none(at):
    before = ContentChange.objects.count()
    with transaction.atomic():
        for number in range(3):
            Agency.objects.create(
                code=f"X{number}",
                name=f"机关{number}",
                short_name=f"机关{number}",
                slug=f"x{number}",
                kind="department",
            )
    assert ContentChange.objects.count() == before + 1
    first = content.version(at)
    with transaction.atomic():
        Agency.objects.update(phone="0999-6210000")
        transaction.set_rollback(True)
    assert content.version(at) == first
    Agency.objects.filter(slug="x0").delete()
    assert content.version(at) != first


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_taken_back_loses_no_trace(at):
    first = content.version(at)
    with transaction.atomic():
        with transaction.atomic():
            Agency.objects.create(code="X1", name="机关", short_name="机关", slug="x1", kind="department")
            transaction.set_rollback(True)
        Agency.objects.create(code="X2", name="机关", short_name="机关", slug="x2", kind="department")
    assert content.version(at) != first


def test_a_date_that_comes_changes_the_version(notice, at):
    """Midnight, and the moment of a publication that lay ahead."""
    assert content.version(at + timedelta(hours=1)) == content.version(at + timedelta(hours=2))
    assert content.version(at + timedelta(days=1)) != content.version(at + timedelta(hours=1))
    assert content.version(notice.published_at - timedelta(seconds=1)) != content.version(notice.published_at)


def test_old_traces_go(db, monkeypatch):
    ContentChange.objects.bulk_create(ContentChange() for _ in range(10))
    monkeypatch.setattr(content, "KEPT", 3)
    content.forget()
    assert ContentChange.objects.count() == 3


def shown(base: str, address: str, title: str) -> tuple[int, bool]:
    """(status, whether the whole answer names the title)."""
    status, headers, body = get(base + address, Accept_Encoding="br")
    return status, title in (brotli.decompress(body) if "content-encoding" in headers else body).decode()


def seconds_until(base: str, address: str, title: str, wanted: tuple[int, bool]) -> float:
    begun = time.monotonic()
    while shown(base, address, title) != wanted:
        assert time.monotonic() - begun < 5
        time.sleep(0.02)
    return time.monotonic() - begun


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_web_processes_show_a_publication_and_its_withdrawal_within_a_second(
    approved, editor, reviewer, at, tmp_path
):
    page, title = f"/publications/{approved.public_id}/", approved.title
    with web(tmp_path / "one") as one, web(tmp_path / "two") as two:
        for base in (one, two):
            assert shown(base, "/publications/", title) == (200, False)
        actions.publish(approved, Actor.of(editor), at=at)
        pairs = [(base, address) for address in ("/publications/", page) for base in (one, two)]
        assert sum(seconds_until(*pair, title, (200, True)) for pair in pairs) < 1
        assert all("etag" in get(base + address)[1] for base, address in pairs)
        actions.withdraw(approved, Actor.of(reviewer), reason="数据有误。", at=at)
        gone = [("/publications/", (200, False)), (page, (410, False))]
        assert (
            sum(seconds_until(b, address, title, wanted) for address, wanted in gone for b in (one, two)) < 1
        )
