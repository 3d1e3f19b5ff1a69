"""Nothing of a request is public until it is listed, and then only its summary; it can be taken off again."""

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, publiclog, search_source
from applications.models import Application
from applications.tests.conftest import moment
from applications.tests.doing import SUMMARY
from outbox.models import Message

pytestmark = pytest.mark.django_db


def log(client, query: str = "") -> str:
    return client.get(reverse("applications:public_log") + query).content.decode()


def entry_of(application) -> str:
    return reverse("applications:public_entry", args=[application.uid])


def test_nothing_is_listed_by_itself(client, replied):
    assert not publiclog.rows(moment(12, 31)).exists()
    assert "还没有公开" in log(client)
    assert client.get(entry_of(replied)).status_code == 404


def test_a_proposal_is_not_public(client, proposed):
    assert SUMMARY not in log(client)
    assert client.get(entry_of(proposed)).status_code == 404
    assert SUMMARY not in client.get(reverse("applications:public_log_feed")).content.decode()


def test_only_the_summary_is_shown(client, listed):
    for text in (log(client), client.get(entry_of(listed)).content.decode()):
        assert SUMMARY in text and "予以公开" in text
        assert "王" not in text.split("<main")[1] and "明细表" not in text
        assert listed.number not in text


def test_it_waits_for_its_moment(listed):
    assert not publiclog.rows(moment(3, 16, 8)).exists()
    assert publiclog.rows(moment(3, 16, 9)).get() == listed


def test_who_proposed_does_not_list(replied, head):
    actions.propose_listing(replied, Actor.of(head), summary=SUMMARY, at=moment(3, 13))
    with pytest.raises(Refused, match="另一位同事"):
        actions.list_publicly(replied, Actor.of(head), secrecy=True, personal=True, at=moment(3, 16))


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [("王某，电话13800005678", "13800005678"), ("短", "写一句"), ("长" * 301, "最多 300 字")],
)
def test_a_summary_with_personal_data_too_short_or_too_long_is_refused(replied, clerk, summary, sentence):
    with pytest.raises(Refused) as refused:
        actions.propose_listing(replied, Actor.of(clerk), summary=summary, at=moment(3, 13))
    assert sentence in refused.value.fields["summary"]


@pytest.mark.parametrize(
    ("secrecy", "personal", "fields"),
    [(False, True, {"secrecy"}), (True, False, {"personal"}), (False, False, {"secrecy", "personal"})],
)
def test_both_reviews_are_needed(proposed, reviewer, secrecy, personal, fields):
    with pytest.raises(Refused) as refused:
        actions.list_publicly(
            proposed, Actor.of(reviewer), secrecy=secrecy, personal=personal, at=moment(3, 16)
        )
    assert set(refused.value.fields) == fields


def test_without_a_proposal_nothing_is_listed(replied, reviewer):
    with pytest.raises(Refused, match="先由经办人"):
        actions.list_publicly(replied, Actor.of(reviewer), secrecy=True, personal=True, at=moment(3, 16))


def test_what_is_listed_is_not_listed_or_proposed_again(listed, clerk, reviewer):
    with pytest.raises(Refused, match="已经公开"):
        actions.list_publicly(listed, Actor.of(reviewer), secrecy=True, personal=True, at=moment(3, 17))
    with pytest.raises(Refused, match="先撤下"):
        actions.propose_listing(listed, Actor.of(clerk), summary=SUMMARY, at=moment(3, 17))


def test_taken_off_it_is_gone_everywhere_and_begins_with_a_new_proposal(client, listed, head, reviewer):
    actions.unlist(listed, Actor.of(head), reason="年度写错", at=moment(3, 17))
    assert client.get(entry_of(listed)).status_code == 404 and SUMMARY not in log(client)
    with pytest.raises(Refused, match="先由经办人"):
        actions.list_publicly(listed, Actor.of(reviewer), secrecy=True, personal=True, at=moment(3, 18))


def test_taking_off_needs_a_reason_and_something_listed(proposed, head):
    with pytest.raises(Refused, match="理由"):
        actions.unlist(proposed, Actor.of(head), reason=" ", at=moment(3, 17))
    with pytest.raises(Refused, match="没有公开"):
        actions.unlist(proposed, Actor.of(head), reason="年度写错", at=moment(3, 17))


def test_the_search_finds_the_summary_and_leads_to_its_page(client, listed):
    document = next(search_source.answers([str(listed.pk)]))
    assert (document.title, document.text) == (SUMMARY, f"{SUMMARY}\n告知已主动公开")
    assert document.url == entry_of(listed) and SUMMARY in client.get(document.url).content.decode()
    assert search_source.public_ids([document.id]) == {document.id}


def test_what_is_not_listed_is_not_found(proposed):
    assert list(search_source.answers()) == []


def test_the_search_is_told_of_both(listed, head):
    told = Message.objects.filter(handler="search.index", payload__kind="answer")
    assert told.count() == 1
    actions.unlist(listed, Actor.of(head), reason="年度写错", at=moment(3, 17))
    assert told.filter(payload__id=str(listed.pk)).count() == 2


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?q=低保+明细", True), ("?q=低保+水务", False), ("?agency=minzheng", True), ("?agency=zhujian", False),
        ("?year=2026", True), ("?year=2025", False), ("?outcome=予以公开", True), ("?outcome=不予公开", False),
        ("?year=abc&agency=nobody&outcome=x", True),
    ],
)  # fmt: skip
def test_words_and_filters_narrow_the_list_and_the_feed(client, listed, other_agency, query, shown):
    feed = client.get(reverse("applications:public_log_feed") + query).content.decode()
    assert (SUMMARY in log(client, query), SUMMARY in feed) == (shown, shown)


def test_a_page_of_the_log_asks_the_database_seldom(client, listed, django_assert_max_num_queries):
    for number in range(2, 9):
        copy = Application.objects.get(pk=listed.pk)
        copy.pk, copy.number, copy.code_hash = None, f"YSQ-2026-{number:06}", f"{number:064}"
        copy.uid = f"00000000-0000-4000-8000-{number:012}"
        copy.save(force_insert=True)
    with django_assert_max_num_queries(6):
        log(client)


def do(client, user, application, verb, **data):
    client.force_login(user)
    return client.post(reverse("desk_applications:do", args=[application.number, verb]), data)


def test_on_the_desk_findings_are_shown_in_place_and_nothing_is_lost(client, replied, clerk):
    page = do(client, clerk, replied, "propose_listing", summary="王某来电13800005678，申请低保明细")
    text = page.content.decode()
    assert page.status_code == 422 and '<mark title="手机号">13800005678</mark>' in text
    assert "王某来电13800005678，申请低保明细</textarea>" in text


def test_the_two_steps_on_the_desk(client, replied, clerk, reviewer):
    assert do(client, clerk, replied, "propose_listing", summary=SUMMARY).status_code == 302
    client.force_login(reviewer)
    address = reverse("desk_applications:do", args=[replied.number, "list_publicly"])
    assert SUMMARY in client.get(address).content.decode()
    assert client.post(address, {"secrecy": "on"}).status_code == 422
    assert client.post(address, {"secrecy": "on", "personal": "on"}).status_code == 302
    assert Application.objects.get().listed_at


def test_a_proposal_waits_in_a_queue_until_it_is_listed(client, proposed, reviewer):
    client.force_login(reviewer)
    address = reverse("desk_applications:index") + "?tab=listing"
    assert proposed.number in client.get(address).content.decode()
    actions.list_publicly(proposed, Actor.of(reviewer), secrecy=True, personal=True, at=moment(3, 16))
    assert proposed.number not in client.get(address).content.decode()
