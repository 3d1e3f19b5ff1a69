"""Wordings while typing: known words, then titles of what is public."""

import pytest
from django.urls import reverse

from search import index
from search.documents import Document
from search.models import Question
from search.suggestions import suggestions

PUBLIC = [
    Document("policy", "1", "澄溪县农村危房改造实施办法", "/p/1", ""),
    Document("policy", "2", "澄溪县公共租赁住房管理办法", "/p/2", ""),
]


def documents(ids=None):
    return [d for d in PUBLIC if ids is None or d.id in ids]


@pytest.fixture(autouse=True)
def indexed(settings, db):
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {"policy": f"{__name__}.documents"}, {}
    index.rebuild()


@pytest.mark.parametrize("typed", ["农村危", "危房", "危房改造 实", "農村危房"])
def test_titles_that_hold_what_was_typed(typed):
    assert "澄溪县农村危房改造实施办法" in suggestions(typed)


def test_known_words_come_first():
    assert suggestions("最低生")[0] == "最低生活保障"
    assert "澄溪县公共租赁住房管理办法" in suggestions("公租房")


@pytest.mark.parametrize(("typed", "word"), [("gongz", "公共租赁住房"), ("zuidish", "最低生活保障")])
def test_pinyin_that_begins_a_word(typed, word):
    found = suggestions(typed)
    assert found and len(found) <= 8
    assert typed == "gongz" or word in found


@pytest.mark.parametrize("typed", ["", " ", "\0", '"', "(", ".*", "[", "\\", "a" * 500, "的", "。"])
def test_anything_may_be_typed(client, typed):
    answer = client.get(reverse("search:suggest"), {"q": typed})
    assert answer.status_code == 200 and isinstance(answer.json()["suggestions"], list)


def test_what_is_withdrawn_is_not_suggested(monkeypatch):
    monkeypatch.setattr(f"{__name__}.PUBLIC", PUBLIC[1:])
    assert suggestions("危房") == [] or "澄溪县农村危房改造实施办法" not in suggestions("危房")


def test_without_an_index_nothing_is_suggested(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    assert suggestions("zzz") == []


def test_typing_leaves_no_trace(client):
    for _ in range(9):
        answer = client.get(reverse("search:suggest"), {"q": "危房"})
    assert not answer.cookies and not Question.objects.exists()
