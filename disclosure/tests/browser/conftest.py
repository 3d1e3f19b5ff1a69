"""One Chromium for the session, one fresh reader for each test, and a log of every request they make."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from accounts.actors import Actor
from disclosure.tests.browser.county import County, Staff, found
from search import index

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
AXE_RUN = """async () => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values:
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}, resultTypes: ['violations']});
  return found.violations.map(v => v.id + ': ' + v.help + ' | ' +
    v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).join(' ; '));
}"""
NAMES = (
    "home",
    "site_map",
    "accessibility",
    "privacy",
    "catalog:index",
    "agencies:index",
    "publishing:list",
    "interpretation:policies",
    "interpretation:interpretations",
    "applications:start",
    "applications:track",
    "applications:paper",
    "search:results",
    "opendata:docs",
    "open:deadline",
)
SECTIONS = ("guide", "rules", "content", "annual", "apply")
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list) -> None:
    """Everything here is a browser test; without a Chromium they are skipped, which .ci/run does not accept."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread; Django's ORM is still used synchronously here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as running:
        yield running
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def chromium(playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_context(chromium, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """open_context(**options) -> a reader's browser at the live server; fails when anyone else was asked."""
    contexts, strangers = [], []

    def note(request) -> None:
        if urlsplit(request.url).netloc != urlsplit(live_server.url).netloc and ":" in request.url[:6]:
            strangers.append(request.url)

    def open_(**options) -> BrowserContext:
        context = chromium.new_context(
            base_url=live_server.url, locale="zh-CN", **{"viewport": DESKTOP, **options}
        )
        # our own look at the page must not be stopped by the page's own policy; the policy is tested apart
        context.set_default_timeout(10_000)
        context.on("request", note)
        contexts.append(context)
        return context

    yield open_
    for context in contexts:
        context.close()
    assert not [url for url in strangers if not url.startswith("data:")]


@pytest.fixture
def page(open_context) -> Page:
    """A page of a reader with a desktop screen; a script error or a blocked resource fails the test."""
    page = open_context().new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.problems = problems
    return page


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """axe(page) -> what axe-core finds wrong, one line each."""
    script = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> list[str]:
        page.evaluate(script)
        return page.evaluate(AXE_RUN)

    return check


@pytest.fixture
def county(transactional_db, agency, editor, reviewer, clerk, head, admin_user) -> County:
    """A small county with something on every kind of page."""
    staff = Staff(*map(Actor.of, (editor, reviewer, clerk, head, admin_user)), clerk_user=clerk)
    made = found(agency, staff)
    index.rebuild()
    return made


@pytest.fixture
def public_pages(county) -> list[str]:
    """An address of every kind of public page."""
    agency = county.agency.slug
    sections = [reverse("agencies:section", args=[agency, name]) for name in SECTIONS]
    return [
        *map(reverse, NAMES),
        county.domain.get_absolute_url(),
        county.domain.get_absolute_url() + "?view=table",
        county.item.get_absolute_url(),
        reverse("catalog:item_history", args=[county.item.pk]),
        reverse("agencies:detail", args=[agency]),
        *sections,
        *(
            reverse("publishing:detail", args=[publication.public_id])
            for publication in (county.notice, county.policy.publication, county.reading.publication)
        ),
        reverse("search:results") + "?q=救助",
        "/no-such-page/",
    ]
