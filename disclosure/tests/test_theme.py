"""The reader's theme: two cookies, kept by plain forms without a token."""

import pytest
from django.test import Client


@pytest.fixture
def reader(db) -> Client:
    return Client(enforce_csrf_checks=True)


def test_it_keeps_the_elder_mode_without_a_token(reader):
    response = reader.post("/theme/", {"elder": "on", "next": "/sitemap/"})
    assert (response.status_code, response["Location"]) == (302, "/sitemap/")
    assert "data-elder" in reader.get("/").text.split("<head>")[0]


def test_it_drops_the_elder_mode_again(reader):
    reader.post("/theme/", {"elder": "on"})
    reader.post("/theme/", {"elder": "off"})
    assert "data-elder" not in reader.get("/").text.split("<head>")[0]


def test_it_keeps_the_contrast_apart_from_the_elder_mode(reader):
    reader.post("/theme/", {"elder": "on"})
    reader.post("/theme/", {"contrast": "yb"})
    opening = reader.get("/").text.split("<head>")[0]
    assert "data-elder" in opening and 'data-contrast="yb"' in opening


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "", "sitemap/"],
)
def test_it_returns_only_to_its_own_pages(reader, wanted):
    assert reader.post("/theme/", {"elder": "on", "next": wanted})["Location"] == "/"


def test_an_unknown_contrast_is_the_standard_one(reader):
    reader.post("/theme/", {"contrast": '"><script>'})
    assert "data-contrast" not in reader.get("/").text


def test_it_answers_no_get(reader):
    assert reader.get("/theme/").status_code == 405


def test_public_pages_carry_no_token_and_set_no_cookie(reader):
    for address in ("/", "/sitemap/", "/accessibility/", "/privacy/"):
        response = reader.get(address)
        assert "csrfmiddlewaretoken" not in response.text
        assert not response.cookies


@pytest.mark.parametrize("address", ["/", "/catalog/", "/policies/", "/privacy/", "/no-such-page/"])
def test_caches_are_told_that_pages_differ_by_theme(reader, address):
    assert "Cookie" in reader.get(address)["Vary"]
