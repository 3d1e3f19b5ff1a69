"""Every public page: nothing for axe in three themes, and no sideways scrolling on the smallest phone."""

from disclosure.tests.browser.conftest import PHONE

THEMES = {
    "standard": {},
    "elder": {"elder": "on"},
    "contrast": {"contrast": "yb"},
}


def reader(open_context, live_server, theme: str, **options):
    """A page of a reader who has chosen the theme."""
    context = open_context(**options)
    chosen = [{"name": name, "value": value, "url": live_server.url} for name, value in THEMES[theme].items()]
    context.add_cookies(chosen)
    return context.new_page()


def test_axe_finds_nothing_in_three_themes(open_context, live_server, county, public_pages, axe):
    found = {}
    for theme in THEMES:
        page = reader(open_context, live_server, theme)
        for address in public_pages:
            assert page.goto(address).status in {200, 404}
            if wrong := axe(page):
                found[theme, address] = wrong
    assert found == {}


def test_nothing_scrolls_sideways_on_a_small_phone(open_context, live_server, county, public_pages):
    wide = {}
    for theme in ("standard", "elder"):
        page = reader(open_context, live_server, theme, viewport=PHONE)
        for address in public_pages:
            page.goto(address)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE["width"]:
                wide[theme, address] = width
    assert wide == {}
