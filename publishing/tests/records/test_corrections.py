"""The fields of a published record are corrected like its text: checked, looked at by another, old against new for all to read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from outbox.models import Message
from publishing import actions
from publishing.tests.records.conftest import PERSON, RAW

NOTE = "罚款金额录入有误，应为 5 万元。"


@pytest.fixture
def propose(editor, at):
    """propose(published, **fields) -> the publication with a correction by 周编辑 that waits."""

    def make(publication, text="", note=NOTE, **fields):
        raw = RAW[publication.record] | fields
        facts = {"title": "", "text": text, "reason": note, "fields": raw, "at": at}
        actions.correct(publication, Actor.of(editor), **facts)
        publication.refresh_from_db()
        return publication

    return make


@pytest.fixture
def decide(reviewer, at):
    def made(publication, result="pass"):
        later = at + timedelta(days=1)
        return actions.decide_correction(
            publication, Actor.of(reviewer), result=result, reason="核对过决定书", at=later
        )

    return made


@pytest.fixture
def fined(recorded, bring):
    return bring(recorded("penalty"), "published")


def test_fields_change_when_another_person_has_agreed(fined, propose, decide):
    waiting = propose(fined, fine="5", content="罚款5万元")
    assert (waiting.fields["fine"], waiting.revision) == (3, 1)
    first = waiting.first_published_at
    Message.objects.all().delete()
    done = decide(waiting)
    assert (done.fields["fine"], done.revision, done.first_published_at) == (5, 2, first)
    found = done.corrections.get()
    assert (found.fields_before["fine"], found.fields["fine"], found.digest_after) == (3, 5, done.digest)
    assert "罚款5万元" in done.revisions.get(number=2).text
    assert set(done.reviews.filter(revision=2).values_list("kind", flat=True)) == {
        "secrecy",
        "privacy",
        "wording",
        "approval",
    }
    told = Message.objects.get(handler="search.index").payload
    assert told["id"] == str(done.public_id)


def test_title_and_day_follow_from_the_fields(fined, propose, decide):
    done = decide(propose(fined, number="澄民罚〔2026〕13号", decided_on="2026-02-25"))
    assert "〔2026〕13号" in done.title
    assert done.formed_on.isoformat() == done.fields["decided_on"] == "2026-02-25"


def test_a_refused_one_changes_nothing(fined, propose, decide):
    done = decide(propose(fined, fine="5"), result="fail")
    assert (done.fields["fine"], done.corrections.get().fields_before) == (3, {})


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "要素和正文都没有改动"),
        ({"fine": "五"}, "不是数字"),
        ({"fine": ""}, "填写罚款金额或者没收金额"),
        ({"decided_on": "2026-09-01"}, "不能晚于今天"),
        ({"credit_code": "91350100M000100Y44"}, "统一社会信用代码"),
        ({"party": "王小明", "party_kind": "自然人"}, "不填代码"),
        ({"facts": "当事人电话13812345678。"}, "超出了公示可以显示的范围"),
    ],
)
def test_the_checks_of_a_draft_hold_for_a_correction(fined, propose, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        propose(fined, **fields)
    assert not fined.corrections.exists()


def test_the_gates_of_a_draft_are_asked_again(recorded, bring, propose):
    fined = bring(recorded("penalty", ends_on=date(2026, 2, 27)), "published")
    with pytest.raises(actions.Blocked, match="公示截止日期不能早于成文日期"):
        propose(fined, decided_on="2026-02-28")


def test_an_agency_closed_since_may_stay(recorded, bring, propose, decide, other_agency):
    project = bring(recorded("project", lead=other_agency.code), "published")
    Agency.objects.filter(pk=other_agency.pk).update(active=False)
    assert decide(propose(project, lead=other_agency.code, investment="4300")).fields["investment"] == 4300


def test_the_public_reads_old_against_new(fined, propose, decide, client):
    done = decide(propose(fined, fine="5", content="罚款5万元"))
    address = [done.public_id]
    pages = [reverse(f"publishing:{name}", args=address) for name in ("detail", "history")]
    for page in (*pages, reverse("publishing:changes")):
        text = client.get(page).content.decode()
        assert NOTE in text
        assert "罚款金额：原为“3万元”，改为“5万元”" in text
    assert "当事人" not in client.get(pages[1]).content.decode()


def test_of_a_natural_person_only_that_it_changed_is_said(recorded, bring, propose, decide, client):
    fined = bring(recorded("person"), "published")
    person = {name: PERSON[name] for name in ("number", "party_kind", "credit_code", "legal_rep")}
    done = decide(propose(fined, **person, party="李小明", note="当事人姓名有误。"))
    assert done.fields["party"] == "李某某"
    for page in (reverse("publishing:history", args=[done.public_id]), reverse("publishing:changes")):
        text = client.get(page).content.decode()
        assert "已改正（个人信息，不列出）" in text
        assert "王某某" not in text and "李某某" not in text


class TestDesk:
    def test_the_form_holds_the_fields_and_keeps_what_was_typed(self, fined, client, editor):
        client.force_login(editor)
        address = reverse("desk_publishing:correct", args=[fined.public_id])
        page = client.get(address).content.decode()
        assert 'name="f_fine" value="3"' in page and 'name="title"' not in page
        typed = {f"f_{name}": value for name, value in RAW["penalty"].items()}
        page = client.post(address, typed | {"f_fine": "五", "reason": NOTE}).content.decode()
        assert "不是数字" in page and 'value="五"' in page and NOTE in page
        page = client.post(address, typed | {"f_fine": "5", "reason": NOTE}, follow=True).content.decode()
        assert "更正已提出" in page

    def test_who_agrees_sees_what_changes(self, fined, propose, client, reviewer):
        propose(fined, fine="5", legal_rep="陆某 lu@example.cn")
        client.force_login(reviewer)
        page = client.get(reverse("desk_publishing:proposed", args=[fined.public_id])).content.decode()
        assert '<ins><span class="vh">加上：</span>5</ins>' in page
        assert "电子邮箱 1 处" in page
