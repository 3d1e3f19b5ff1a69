"""What the search is given: items not retired, active agencies."""

import pytest

from catalog.actions import retire_item
from catalog.search_source import agencies, items

pytestmark = pytest.mark.django_db


def test_an_item_as_a_document(item):
    document = next(iter(items([str(item.pk)])))
    assert (document.key, document.title, document.agency) == (
        f"item:{item.pk}",
        "社会救助 · 最低生活保障 · 审批信息",
        "澄溪县民政局",
    )
    assert document.domains == ("社会救助",)
    assert document.url == item.get_absolute_url()
    assert "低保对象名单" in document.text


def test_a_retired_item_is_not_returned(item, admin_user, acting, at):
    retire_item(item, acting(admin_user), at=at, reason="职能划转")
    assert list(items([str(item.pk)])) == []


def test_agencies_are_found_unless_closed(agency, government):
    assert {document.title for document in agencies()} == {"澄溪县人民政府", "澄溪县民政局"}
    agency.active = False
    agency.save(update_fields=["active"])
    assert list(agencies([str(agency.pk)])) == []
