"""The citizen's way under a prefix of the county's site, and a public surface that knows no desk."""

import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.test import Client
from django.urls import clear_url_caches, set_script_prefix

from accounts.actors import applicant
from applications import actions
from disclosure.tests.killed_verbs import AT, FORM
from disclosure.urls import addresses
from duties.models import Duty
from publishing.tests.fixtures import bring, column, drafted  # noqa: F401


def served(settings, surface: str, prefix: str) -> None:
    """Serves the portal as another process with these settings would."""
    module = ModuleType(f"addresses_{surface}_{prefix.strip('/')}")
    module.urlpatterns = addresses(surface, prefix)
    module.handler404 = "disclosure.errors.not_found"
    settings.SURFACE, settings.URL_PREFIX, settings.ROOT_URLCONF = surface, prefix, module
    settings.SESSION_COOKIE_PATH = settings.CSRF_COOKIE_PATH = f"{prefix}/"
    clear_url_caches()


@pytest.fixture
def serve(settings) -> Iterator:
    """serve(surface, prefix): another way of serving for this test alone."""
    yield lambda surface="all", prefix="": served(settings, surface, prefix)
    clear_url_caches()
    set_script_prefix("/")


def links(page: str) -> set[str]:
    """Local addresses that a page leads to or sends forms to, static files left out."""
    found = set(re.findall(r'(?:href|action)="(/[^"#?]*)', page))
    return {address for address in found if not address.startswith(("/static/", "/zwgk/static/"))}


@pytest.fixture
def notice(drafted, bring):  # noqa: F811
    return bring(drafted(), "published")


def test_every_link_stays_below_the_prefix(client, serve, notice):
    serve(prefix="/zwgk")
    for address in (
        "/",
        f"/publications/{notice.public_id}/",
        "/apply/",
        "/agencies/",
        "/policies/",
        "/sitemap/",
    ):
        response = client.get(f"/zwgk{address}")
        assert response.status_code == 200, address
        assert {link for link in links(response.text) if not link.startswith("/zwgk/")} == set(), address
    assert client.get("/apply/").status_code == 404


def test_a_request_begins_below_the_prefix(serve, agency):
    serve(prefix="/zwgk")
    reader = Client()
    response = reader.post("/zwgk/apply/", {}, follow=True)
    assert response.redirect_chain[-1][0].startswith("/zwgk/apply/")
    assert "先查一查是不是已经公开" in response.text


def test_the_theme_returns_below_the_prefix(client, serve, db):
    serve(prefix="/zwgk")
    assert (
        client.post("/zwgk/theme/", {"elder": "on", "next": "/zwgk/catalog/"})["Location"] == "/zwgk/catalog/"
    )
    assert client.post("/zwgk/theme/", {"elder": "on", "next": "//evil"})["Location"] == "/zwgk/"


@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/sign-in/", "/supervision/", "/admin/", "/desk/applications/"]
)
def test_the_public_surface_answers_404_for_the_desk(client, serve, db, address):
    serve("public")
    response = client.get(address)
    assert response.status_code == 404 and "没有找到这个页面" in response.text


def test_the_public_surface_leads_nowhere_near_the_desk(client, serve, notice):
    serve("public")
    for address in ("/", f"/publications/{notice.public_id}/", "/apply/", "/catalog/", "/sitemap/"):
        page = client.get(address).text
        assert "/desk/" not in page and "工作人员登录" not in page


def test_the_desk_surface_opens_its_sign_in(client, serve, db):
    serve("desk")
    response = client.get("/", follow=True)
    assert "工作人员登录" in response.text and response.redirect_chain


def test_the_desk_surface_sends_the_public_elsewhere(client, serve, settings, notice):
    serve("desk")
    address = f"/publications/{notice.public_id}/"
    assert client.get(address).status_code == 404
    settings.PUBLIC_URL = "https://zwgk.example.cn"
    assert client.get(address).url == f"https://zwgk.example.cn{address}"


def test_what_the_public_sends_in_can_be_opened_on_the_desk(serve, agency):
    """The link of a duty is made by a process that serves no desk, and followed on one that does."""
    serve("public")
    actions.receive(FORM, agency=agency, channel="online", actor=applicant(), at=AT)
    assert re.fullmatch(r"/desk/applications/YSQ-2026-\d+/", Duty.objects.get().url)
