"""Publications and the items of the catalogue that they serve."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from catalog.actions import item_published, watch
from catalog.models import Domain, Item, ItemAgency
from duties.models import Duty
from publishing import columns
from publishing.actions import withdraw
from publishing.models import Publication
from publishing.querysets import for_items

BEIJING = ZoneInfo("Asia/Shanghai")
EARLIER = datetime(2026, 2, 9, 9, tzinfo=BEIJING)


@pytest.fixture
def item(agency, at) -> Item:
    domain = Domain.objects.create(slug="shehuijiuzhu", name="社会救助")
    item = Item.objects.create(
        domain=domain, code="T-1", level1="低保", effective_on=at.date(), changed_at=at, renewal_days=90
    )
    ItemAgency.objects.create(item=item, agency=agency, lead=True)
    return item


@pytest.fixture
def make_publication(item, agency):
    """make_publication(at, state) -> a publication of 县民政局 under the item."""

    def make(when: datetime, state: str = "published") -> Publication:
        found = Publication.objects.create(
            kind="publicity",
            column=columns.for_kind("publicity"),
            agency=agency,
            title="低保对象名单",
            state=state,
            index_number=f"CX101/2026-{Publication.objects.count():05d}",
            published_at=when,
            first_published_at=when,
            withdrawn_at=when if state == "withdrawn" else None,
            withdrawal_note="有误" if state == "withdrawn" else "",
            created_at=when,
            changed_at=when,
        )
        found.items.add(item)
        return found

    return make


def test_only_what_is_public_is_counted(item, make_publication, at):
    make_publication(EARLIER)
    make_publication(at)
    make_publication(at, "withdrawn")
    make_publication(datetime(2026, 3, 3, 9, tzinfo=BEIJING))
    assert for_items([item.pk], at) == {item.pk: (2, at)}
    assert for_items([item.pk + 1], at) == {}


def test_withdrawing_counts_the_renewal_again_from_what_remains(
    item, agency, make_publication, at, acting, head
):
    watch(item, agency, at)
    later = datetime(2026, 4, 10, 9, tzinfo=BEIJING)
    publication = make_publication(later)
    assert item_published(item, agency, later) == date(2026, 7, 9)
    withdraw(publication, acting(head), reason="名单有误", at=later)
    assert Duty.objects.open().about(item).get().due_on == date(2026, 6, 1)


def test_the_domain_says_how_many_items_have_something_published(client, item, make_publication, at):
    make_publication(EARLIER)
    make_publication(at)
    page = client.get(reverse("catalog:index")).content.decode()
    assert "1 个事项，1 个已有公开信息" in page
    assert "最近公开 2026年3月2日" in page
