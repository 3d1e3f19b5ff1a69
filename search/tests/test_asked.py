"""Counts of searches: shared wordings only, nothing of a reader."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from redis.exceptions import RedisError

from search import asked, index, tally
from search.models import Question

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def nothing_public(settings, db):
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {}, {}
    index.rebuild()


def ask(words, times=asked.FEWEST, found=0, on=TODAY):
    for _ in range(times):
        asked.note(words, found, on)
    asked.write()


def test_a_wording_is_written_down_once_several_have_asked_it():
    ask("低保怎么申请", times=4)
    assert not Question.objects.exists()
    ask("低保 怎么申请", times=1)
    assert not Question.objects.exists()
    ask("低保怎么申请", times=2, found=3)
    assert Question.objects.values_list("day", "words", "asked", "found").get() == (
        TODAY,
        "低保怎么申请",
        6,
        3,
    )


@pytest.mark.parametrize(
    "words",
    [
        "13800001234",
        "138 0000 1234",
        "110101199003070011",
        "wang@example.cn",
        "京a12345",
        "低" * 31,
        "",
        "  ",
    ],
)
def test_what_may_be_of_a_person_is_not_counted(words):
    ask(words)
    assert not Question.objects.exists()


@pytest.mark.parametrize("words", ["澄政发〔2026〕12号", "2026年低保标准", "国务院令第746号"])
def test_document_numbers_and_years_are(words):
    ask(words)
    assert Question.objects.count() == 1


def test_one_spelling_for_full_width_and_traditional_characters():
    ask("低保　標準", times=3)
    ask("低保 标准", times=3)
    assert Question.objects.get().words == "低保 标准"


def test_what_finds_nothing_is_told_apart():
    ask("低保", times=9, found=12)
    ask("飞行汽车", times=6)
    ask("低保", times=5, found=0, on=TODAY + timedelta(days=1))
    assert asked.most(TODAY) == [asked.Asked("低保", 14, 12), asked.Asked("飞行汽车", 6, 0)]
    assert asked.most(TODAY, nothing=True) == [asked.Asked("飞行汽车", 6, 0)]


def test_old_counts_are_forgotten():
    ask("低保", on=TODAY - timedelta(days=401))
    ask("低保")
    assert asked.forget(TODAY) == 1


def test_without_redis_the_search_goes_on(monkeypatch, client):
    def gone(*args, **options):
        raise RedisError("gone")

    monkeypatch.setattr(tally, "count", gone)
    assert client.get(reverse("search:results"), {"q": "低保"}).status_code == 200


def test_a_page_counts_its_first_page_without_conditions(client):
    for number in range(6):
        client.get(reverse("search:results"), {"q": "飞行汽车", "nobody": number})
    for query in ({"page": 2}, {"year": "2026"}, {"kind": "policy"}):
        client.get(reverse("search:results"), {"q": "飞行汽车"} | query)
    assert not Question.objects.exists()
    assert (asked.write(), asked.write()) == (1, 0)
    assert Question.objects.get().asked == 6


def test_editors_see_what_is_wanted_and_missing(client, editor):
    client.force_login(editor)
    page = reverse("desk_search:searches")
    assert "没有常问而找不到的词" in client.get(page).content.decode()
    Question.objects.create(day=date.today(), words="飞行汽车", asked=7)
    assert client.get(page, {"days": "7"}).content.decode().count("飞行汽车") == 2
    assert client.get(page, {"days": "x\0"}).status_code == 200


def test_the_counts_are_for_those_who_publish(client, clerk, stranger):
    page = reverse("desk_search:searches")
    assert client.get(page).status_code == 302
    for user in (clerk, stranger):
        client.force_login(user)
        assert client.get(page).status_code == 403
