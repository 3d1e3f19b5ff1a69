"""Nothing unpublished reaches an outsider on any address: every address of the portal is walked (Art 5, 13, 15)."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.actors import Actor
from interpretation import actions as interpretation
from publishing import actions, columns
from publishing.models import OldAddress, Publication
from publishing.tests.fixtures import bring, column, drafted, item
from search import index

__all__ = ["bring", "column", "drafted", "item"]
SECRET = "芒种暗记"
OPEN = "芒种明记"
TELLS = "暗记"
ASKED = "芒种"
NUMBER = "芒种发〔2026〕77号"
OLD = "/art/2020/secret.html"
QUERIES = ("", "?format=csv", "?page_size=200", f"?q={ASKED}", "?queue=approved", "?validity=void")
HIDDEN = ("draft", "submitted", "referred", "reviewed", "approved", "withdrawn")


def facts(mark: str, item, **more) -> dict:
    return {
        "title": f"{mark}的通知",
        "text": f"正文里也有{mark}。",
        "issuer": f"{mark}办公室",
        "source": f"{mark}来源",
        "items": [item],
        **more,
    }


@pytest.fixture
def county(drafted, bring, item, editor, agency, at):
    """One publication in each state that no outsider may see, one that everybody may see; all with a file."""

    def make(mark: str, state: str, **more) -> Publication:
        publication = drafted(**facts(mark, item, **more))
        upload = SimpleUploadedFile(f"{mark}.txt", f"附件里有{mark}".encode())
        actions.attach(publication, Actor.of(editor), upload=upload, at=at)
        publication.refresh_from_db()
        return bring(publication, state)

    made = [make(SECRET, state) for state in HIDDEN]
    for attribute, ground in (("on_request", "27"), ("withheld", "16-1")):
        made += [
            make(SECRET, state, attribute=attribute, ground=ground, ground_reason=SECRET)
            for state in ("draft", "referred", "approved")
        ]
    made += policies(agency, editor, at)
    Publication.objects.filter(pk=made[4].pk).update(published_at=at)
    OldAddress.objects.create(publication=made[4], path=OLD)
    make(OPEN, "published")
    index.rebuild()
    return made


def policies(agency, editor, at) -> list[Publication]:
    """A policy and its interpretation, both drafts."""
    policy = interpretation.draft_policy(
        Actor.of(editor),
        at=at,
        agency=agency,
        column=columns.for_kind("policy"),
        title=f"{SECRET}办法",
        text=SECRET,
        formed_on=date(2026, 3, 1),
        policy={"doc_number": NUMBER, "topic": SECRET, "plan_outline": SECRET},
    )
    explained = interpretation.draft_interpretation(
        policy,
        Actor.of(editor),
        at=at,
        title=f"{SECRET}解读",
        column=columns.for_kind("interpretation"),
        formed_on=date(2026, 3, 1),
        facts={"form": "text", "interpreter": SECRET, "sections": {"main": SECRET}},
    )
    return [policy.publication, explained.publication]


def routes(patterns, before: str = ""):
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield whole
        else:
            yield from routes(pattern.url_patterns, whole)


def addresses(route: str, values: dict[str, list[str]]) -> list[str]:
    """The route with every known value in its places; regular expressions are of applications and the admin."""
    found = [re.sub(r"[\^$]", "", route)]
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        if name not in values:
            return []
        found = [
            re.sub(rf"\(\?P<{name}>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?{name}>", value, address)
            for address in found
            for value in values[name]
        ]
    return [f"/{address}" for address in found if not re.search(r"[<>()*\\]", address)]


def values_of(made: list[Publication], agency, item) -> dict[str, list[str]]:
    numbers = [p.index_number.split("/") for p in Publication.objects.exclude(index_number=None)]
    return {
        "public_id": [p.public_id for p in Publication.objects.all()],
        "pk": sorted(
            {str(n) for p in made for n in p.attachments.values_list("pk", flat=True)} | {str(item.pk)}
        ),
        "slug": [agency.slug, item.domain.slug],
        "section": ["guide", "rules", "content", "annual", "apply", "publications", "pages"],
        "agency_code": [code for code, _ in numbers] or ["CX101"],
        "serial": [serial for _, serial in numbers] or ["2026-00001"],
        "year": ["2026"],
        "name": ["latest"],
        "first": ["1"],
        "second": ["1"],
        "step": ["look"],
    }


def readable(response) -> str:
    """The body as text; what is inside a Word file or an archive too."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace")


def test_no_address_shows_what_is_not_published(county, agency, item, caplog):
    caplog.set_level("CRITICAL")
    outsider = Client(raise_request_exception=False)
    values, seen, leaks = values_of(county, agency, item), set(), []
    walked = {f"{address}{query}": route for route, address, query in everything(values)}
    for address, route in walked.items():
        response = outsider.get(address)
        text = readable(response)
        leaks += [address] if TELLS in text or NUMBER in text else []
        seen |= {route} if OPEN in text else set()
    assert leaks == []
    assert len(seen) >= 12  # the walk reads what it asks for: the public one stands on all these pages


def everything(values):
    """(route, address, query) of all there is to ask for; queries only where lists are."""
    yield OLD, OLD, ""
    for route in dict.fromkeys(routes(get_resolver().url_patterns)):
        for address in addresses(route, values):
            for query in QUERIES if "<" not in route else QUERIES[:1]:
                yield route, address, query
