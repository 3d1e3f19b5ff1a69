"""SURFACE and URL_PREFIX decide which addresses there are."""

from types import SimpleNamespace

import pytest
from django.urls import Resolver404
from django.urls.resolvers import RegexPattern, URLResolver

from disclosure.urls import addresses


def served(path: str, surface: str, prefix: str = "") -> bool:
    module = SimpleNamespace(urlpatterns=addresses(surface, prefix))
    try:
        URLResolver(RegexPattern(r"^/"), module).resolve(path)
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize("path", ["/desk/", "/desk/sign-in/", "/supervision/", "/admin/"])
def test_the_public_surface_has_no_desk(path):
    assert not served(path, "public")
    assert served(path, "all")
    assert served(path, "desk")


@pytest.mark.parametrize("path", ["/", "/accessibility/", "/theme/"])
def test_the_public_pages_stand_on_the_public_surface(path):
    assert served(path, "public")


def test_everything_stands_below_the_prefix():
    assert served("/zwgk/", "all", "/zwgk")
    assert served("/zwgk/desk/", "all", "/zwgk")
    assert not served("/desk/", "all", "/zwgk")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_asked_with_and_without_the_prefix(path):
    assert served(path, "all", "/zwgk")
    assert served(f"/zwgk{path}", "all", "/zwgk")
