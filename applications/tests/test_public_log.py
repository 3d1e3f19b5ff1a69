"""Nothing of a request is public until it is listed, and then only its summary."""

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, publiclog, search_source
from applications.tests.conftest import moment
from outbox.models import Message

pytestmark = pytest.mark.django_db
SUMMARY = "申请公开2025年城乡低保资金分配明细，已主动公开"


def listed(application, head, summary=SUMMARY, reviewed=True):
    return actions.list_publicly(
        application, Actor.of(head), summary=summary, reviewed=reviewed, at=moment(3, 20)
    )


def test_nothing_is_listed_by_itself(client, replied):
    assert not publiclog.rows(moment(12, 31)).exists()
    assert "还没有公开" in client.get(reverse("applications:public_log")).content.decode()


def test_only_the_summary_is_shown(client, replied, head):
    listed(replied, head)
    text = client.get(reverse("applications:public_log")).content.decode()
    assert SUMMARY in text and "予以公开" in text
    assert "王" not in text.split("<main")[1] and "明细表" not in text


def test_it_waits_for_its_moment(replied, head):
    listed(replied, head)
    assert not publiclog.rows(moment(3, 19)).exists() and publiclog.rows(moment(3, 20)).exists()


@pytest.mark.parametrize(
    ("summary", "reviewed", "field"),
    [("王某，电话13800005678", True, "summary"), ("短", True, "summary"), (SUMMARY, False, "reviewed")],
)
def test_personal_data_and_missing_review_are_refused(replied, head, summary, reviewed, field):
    with pytest.raises(Refused) as refused:
        listed(replied, head, summary, reviewed)
    assert field in refused.value.fields


def test_the_search_finds_the_summary_and_leads_to_its_page(client, replied, head):
    assert list(search_source.answers()) == []
    listed(replied, head)
    document = next(search_source.answers([str(replied.pk)]))
    assert (document.title, document.text) == (SUMMARY, f"{SUMMARY}\n告知已主动公开")
    assert search_source.public_ids([document.id]) == {document.id}
    page = client.get(document.url).content.decode()
    assert f'id="{document.url.partition("#")[2]}"' in page
    assert Message.objects.filter(payload={"kind": "answer", "id": document.id}).exists()


@pytest.mark.parametrize("answer", ["", "x", "0", "9" * 11, "9" * 40, "-1"])
def test_an_answer_that_is_not_listed_opens_the_first_page(client, replied, answer):
    assert client.get(reverse("applications:public_log"), {"answer": answer}).status_code == 200
