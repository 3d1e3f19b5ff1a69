"""/api/v1/search/: the search of the portal, as data."""

from datetime import date

import pytest

from search import index, query
from search.documents import Document

DOCUMENTS = [
    Document(
        "policy",
        "p1",
        "澄溪县最低生活保障办法",
        "/publications/p1/",
        "最低生活保障由县民政局审核确认。",
        doc_number="澄政发〔2025〕8号",
        issuer="澄溪县人民政府",
        agency="澄溪县民政局",
        domains=("社会救助",),
        validity="in_force",
        formed_on=date(2025, 5, 6),
        external_id="old-8",
    ),
    Document("publication", "p2", "3月低保对象公示", "/publications/p2/", "公示如下", year=2026),
]


def documents(ids=None):
    return [d for d in DOCUMENTS if ids is None or d.id in ids]


@pytest.fixture
def found(get, settings):
    """Asks the search of an index with two documents."""
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = (
        {kind: f"{__name__}.{kind}s" for kind in ("policy", "publication")},
        {},
    )
    index.rebuild()
    return lambda **asked: get("search/", **asked)


def policys(ids=None):
    return documents(ids)[:1]


def publications(ids=None):
    return [d for d in documents(ids) if d.kind == "publication"]


def test_a_result_carries_what_is_promised(found):
    status, answer = found(q="最低生活保障")
    row = answer["results"][0]
    assert status == 200
    expected = {
        "kind": "policy",
        "title": "澄溪县最低生活保障办法",
        "doc_number": "澄政发〔2025〕8号",
        "issuer": "澄溪县人民政府",
        "formed_on": "2025-05-06",
        "url": "http://testserver/publications/p1/",
        "external_id": "old-8",
    }
    assert {name: row[name] for name in expected} == expected
    assert "<mark>" in row["snippet"]
    assert row["score"] > 0
    assert {"count", "results", "facets", "took_ms", "corrected"} <= set(answer)
    assert answer["facets"]["kind"]["policy"] == 1


def test_a_number_finds_its_document(found):
    assert found(q="澄政发[2025]8号")[1]["results"][0]["id"] == "p1"


def test_facets_narrow_and_pages_go_on(found):
    assert found(kind="publication")[1]["count"] == 1
    first = found(page_size=1)[1]
    assert (first["count"], len(first["results"]), first["previous"]) == (2, 1, None)
    assert "page=2" in first["next"]
    assert found(page_size=1, page=2)[1]["next"] is None


def test_nothing_found_is_an_empty_list(found):
    assert found(q="不存在的东西啊")[0] == 200


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"page": "x"}, "page"),
        ({"page_size": "0"}, "page_size"),
        ({"sort": "random"}, "sort"),
        ({"year": "去年"}, "year"),
        ({"q": "长" * 201}, "q"),
        ({"q": "a\0b"}, "q"),
    ],
)
def test_what_cannot_be_read_is_refused(found, asked, field):
    status, answer = found(**asked)
    assert (status, list(answer["error"]["fields"])) == (400, [field])


def test_results_as_csv(client, found):
    lines = b"".join(client.get("/api/v1/search/", {"q": "低保", "format": "csv"})).decode("utf-8-sig")
    assert lines.startswith("kind,id,title,doc_number")


def test_without_an_index_it_says_so(get, monkeypatch):
    monkeypatch.setattr(query, "search", lambda *args, **options: query.Result(available=False))
    status, answer = get("search/", q="低保")
    assert (status, answer["error"]["code"]) == (503, "not_ready")
