"""Every public page: nothing for axe in three themes, and no sideways scrolling on the smallest phone."""

import pytest

from disclosure.tests.browser.conftest import PHONE

THEMES = {
    "standard": {},
    "elder": {"elder": "on"},
    "contrast": {"contrast": "yb"},
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(open_context, live_server, county, public_pages, axe, theme):
    context = open_context()
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in THEMES[theme].items()]
    )
    page = context.new_page()
    found = {}
    for address in public_pages:
        page.goto(address)
        if wrong := axe(page):
            found[address] = wrong
    assert found == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", ["standard", "elder"])
def test_nothing_scrolls_sideways_on_a_small_phone(open_context, live_server, county, public_pages, theme):
    context = open_context(viewport=PHONE)
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in THEMES[theme].items()]
    )
    page = context.new_page()
    wide = {}
    for address in public_pages:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[address] = width
    assert wide == {}
