"""Who agrees to a reply: another person, for refusals (Art 14-16) two; on the desk or on a signed sheet."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, outcomes
from applications.choices import AttachmentKind
from applications.tests.conftest import REFUSAL, moment, sealed_copy

pytestmark = pytest.mark.django_db
NOON = {"at": moment(3, 16)}


def sheet(application, actor, signer="孙局长", **more):
    return actions.record_approval(
        application, Actor.of(actor), signer=signer, file=sealed_copy("呈批单.pdf"), **(NOON | more)
    )


@pytest.fixture
def refusal(assigned, clerk):
    actions.draft(assigned, Actor.of(clerk), outcome="internal", data=REFUSAL, at=moment(3, 10))
    assigned.refresh_from_db()
    return assigned


def test_only_grounds_of_14_to_16_need_a_second_approval():
    twice = {row.code for row in outcomes.OUTCOMES if row.needs_ground}
    assert twice == {
        "partial", "secret", "forbidden", "endangers", "third_party", "internal", "process", "case_file",
    }  # fmt: skip


def test_a_refusal_waits_for_the_second_approval(endorsed):
    assert endorsed.state == "endorsed"
    assert endorsed.letters.get(kind="D17").dated_on is None


@pytest.mark.parametrize("person", ["reviewer", "supervisor"])
def test_somebody_else_countersigns_and_the_letter_is_signed(endorsed, person, request):
    who = request.getfixturevalue(person)
    actions.countersign(endorsed, Actor.of(who), **NOON)
    endorsed.refresh_from_db()
    assert (endorsed.state, endorsed.countersigned_by) == ("approved", who)
    assert endorsed.letters.get(kind="D17").dated_on == date(2026, 3, 16)


def test_neither_drafter_nor_approver_countersigns(endorsed, head, clerk, agency):
    clerk.memberships.create(agency=agency, role="reviewer")
    for person in (head, clerk):
        with pytest.raises(Refused, match="起草、审批过的人"):
            actions.countersign(endorsed, Actor.of(person), **NOON)


def test_who_declines_gives_a_reason_and_it_goes_back_to_the_clerk(endorsed, supervisor):
    with pytest.raises(Refused, match="理由"):
        actions.decline(endorsed, Actor.of(supervisor), reason=" ", **NOON)
    back = actions.decline(endorsed, Actor.of(supervisor), reason="没有说明损害", **NOON)
    assert (back.state, back.approved_by) == ("assigned", None)


def test_a_signed_sheet_stands_for_the_approval(drafted, head):
    sheet(drafted, head, on=date(2026, 3, 13))
    drafted.refresh_from_db()
    event = drafted.events.get(kind="approved")
    assert (drafted.state, event.on, event.data["signer"]) == ("approved", date(2026, 3, 13), "孙局长")
    assert drafted.attachments.get(kind=AttachmentKind.APPROVAL).letter is None
    assert drafted.letters.get(kind="D12").dated_on == date(2026, 3, 13)


def test_a_refusal_is_signed_by_two_on_paper(refusal, head):
    assert sheet(refusal, head).state == "endorsed"
    with pytest.raises(Refused, match="审批人以外"):
        sheet(refusal, head)
    assert sheet(refusal, head, signer="周副局长").state == "approved"


def test_the_signer_on_paper_does_not_countersign_on_the_desk(refusal, head, reviewer):
    sheet(refusal, head, signer="吴审核")
    with pytest.raises(Refused, match="审批人以外"):
        actions.countersign(refusal, Actor.of(reviewer), **NOON)


@pytest.mark.parametrize(
    ("signer", "name", "on", "match"),
    [
        ("李经办", "a.pdf", None, "起草的人"),
        (" ", "a.pdf", None, "写明签批人"),
        ("孙局长", "a.docx", None, "扫描件"),
        ("孙局长", "a.png", None, "不是 .png"),
        ("孙局长", "a.pdf", date(2026, 3, 9), "早于上一条"),
        ("孙局长", "a.pdf", date(2026, 3, 17), "晚于今天"),
    ],
)
def test_what_is_no_signed_sheet_is_refused(signer, name, on, match, drafted, head):
    with pytest.raises(Refused, match=match):
        actions.record_approval(drafted, Actor.of(head), signer=signer, file=sealed_copy(name), on=on, **NOON)
    assert not drafted.attachments.exists()


def test_the_drafter_does_not_record_it(drafted, clerk):
    with pytest.raises(Refused, match="另一位同事"):
        sheet(drafted, clerk)


@pytest.mark.parametrize("verb", ["approve", "send_back"])
def test_who_decides_reads_the_reply_on_the_same_page(client, refusal, head, verb):
    client.force_login(head)
    text = client.get(reverse("desk_applications:do", args=[refusal.number, verb])).content.decode()
    assert refusal.letters.get(outcome="internal").number in text and REFUSAL["reason"] in text
