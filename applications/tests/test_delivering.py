"""How a reply reaches the applicant: what each way needs, mail that is sent, fails, comes back, goes out again."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, identity, news, posting
from applications.choices import AttachmentKind
from applications.models import Delivery
from applications.tests.conftest import EMS, moment, sealed_copy
from applications.views import passes
from outbox.drain import drain

pytestmark = pytest.mark.django_db
NOON = {"at": moment(3, 16)}
TODAY = date(2026, 3, 16)
BROKEN = "applications.tests.test_delivering.Broken"


def carried() -> list:
    """Mails that carry the reply; those that only say that there is news stand in test_news."""
    theirs = [sent for sent in mail.outbox if sent.to == ["wang@example.cn"]]
    return [sent for sent in theirs if sent.subject != news.SUBJECT]


class Broken:
    """A mail server that does not answer."""

    def __init__(self, *args, **kwargs) -> None:
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("邮件服务器没有应答")


@pytest.mark.parametrize(
    ("how", "match"),
    [
        ({"method": "post", "carrier": EMS}, "邮件号"),
        ({"method": "post", "proof": "123"}, "邮政企业"),
        ({"method": "post", "carrier": "某某快递", "proof": "123"}, "快递不能用"),
        ({"method": "hand"}, "签收人"),
        ({"method": "reading"}, "签收人"),
        ({"method": "pigeon"}, "没有“pigeon”这种方式"),
        ({"method": "hand", "file": "a.docx"}, "扫描件"),
    ],
)
def test_what_a_way_needs_and_does_not_have_is_said(how, match, sealed, clerk):
    how = how | ({"file": sealed_copy(how["file"])} if "file" in how else {})
    with pytest.raises(Refused, match=match):
        actions.reply(sealed, Actor.of(clerk), **how, **NOON)
    assert not Delivery.objects.exists()


def test_the_day_of_posting_counts_and_the_enterprise_is_named(sealed, clerk):
    day = date(2026, 3, 13)
    actions.reply(sealed, Actor.of(clerk), method="post", carrier=EMS, proof="1234567890123", on=day, **NOON)
    sealed.refresh_from_db()
    delivery = Delivery.objects.get()
    assert (sealed.replied_on, delivery.on, delivery.carrier, delivery.proof) == (
        day,
        day,
        EMS,
        "1234567890123",
    )


def test_a_signed_sheet_is_proof_enough_and_is_kept(sealed, clerk):
    actions.reply(sealed, Actor.of(clerk), method="hand", file=sealed_copy("送达回证.pdf"), **NOON)
    kept = sealed.attachments.get(kind=AttachmentKind.EVIDENCE)
    assert kept.name == "送达回证.pdf" and list(kept.letter.enclosures()) == []


def test_the_mail_carries_the_sealed_copy_and_is_recorded(sealed, clerk):
    actions.reply(sealed, Actor.of(clerk), method="email", **NOON)
    assert posting.state(Delivery.objects.get()) == ("等待发送", "info")
    drain(moment(3, 16, 11))
    [sent] = carried()
    assert sent.to == ["wang@example.cn"] and sealed.number in sent.body
    assert [(name, content) for name, content, _ in sent.attachments] == [("盖章件.pdf", b"%PDF-1.7 sealed")]
    assert posting.state(Delivery.objects.get()) == ("邮件已经发出", "ok")
    assert sealed.events.filter(kind="delivered", note="电子邮件已经发出").count() == 1


def test_a_failure_is_shown_and_tried_again(client, sealed, clerk, settings):
    actions.reply(sealed, Actor.of(clerk), method="email", **NOON)
    settings.EMAIL_BACKEND, working = BROKEN, settings.EMAIL_BACKEND
    drain(moment(3, 16, 11))
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:case", args=[sealed.number])).content.decode()
    assert "发送失败 1 次，会自动再试" in page and "没有应答" not in page  # an answer may repeat the address
    settings.EMAIL_BACKEND = working
    drain(moment(3, 16, 11) + timedelta(hours=2))
    assert len(carried()) == 1 and posting.state(Delivery.objects.get())[1] == "ok"


def test_files_too_large_for_a_mail_are_named(sealed, clerk, monkeypatch):
    monkeypatch.setattr(posting, "MOST", 5)
    actions.reply(sealed, Actor.of(clerk), method="email", **NOON)
    drain(moment(3, 16, 11))
    [sent] = carried()
    assert sent.attachments == [] and "盖章件.pdf" in sent.body


def test_without_an_address_no_mail(sealed, clerk):
    told = identity.opened_identity(sealed) | {"email": ""}
    sealed.identity = identity.sealed_identity(sealed.uid, told)
    sealed.save(update_fields=["identity"])
    with pytest.raises(Refused, match="没有留下电子邮箱"):
        actions.reply(sealed, Actor.of(clerk), method="email", **NOON)


def test_a_returned_mail_is_recorded_and_sent_again_and_the_day_stays(posted, clerk):
    who = Actor.of(clerk)
    actions.record_return(posted, who, on=date(2026, 3, 14), reason="地址不详", **NOON)
    first = Delivery.objects.get()
    assert (first.returned_on, first.return_reason) == (date(2026, 3, 14), "地址不详")
    again = actions.send_again(posted, who, on=TODAY, method="hand", proof="王申请签收", **NOON)
    posted.refresh_from_db()
    assert (posted.replied_on, again.on, again.letter) == (date(2026, 3, 12), TODAY, first.letter)
    assert posted.state == "replied"


def test_what_did_not_come_back_does_not_go_out_again(client, returned, clerk):
    who, again = Actor.of(clerk), {"on": TODAY, "method": "hand", "proof": "本人签收"}
    client.force_login(clerk)
    case = reverse("desk_applications:case", args=[returned.number])
    assert "再次送达" in client.get(case).content.decode()
    actions.send_again(returned, who, **again, **NOON)
    with pytest.raises(Refused, match="没有退回"):
        actions.send_again(returned, who, **again, **NOON)
    assert Delivery.objects.count() == 2
    button = reverse("desk_applications:do", args=[returned.number, "send_again"])
    assert button not in client.get(case).content.decode()


def test_information_goes_out_the_way_the_letter_says(assigned, clerk, head, client):
    who, told = (
        Actor.of(clerk),
        {"provided": "分配表", "given_by": "email", "given_why": "申请人来电要求改变"},
    )
    actions.draft(assigned, who, outcome="granted", data=told, **NOON)
    approved = actions.approve(assigned, Actor.of(head), **NOON)
    actions.attach_sealed_copy(approved, who, file=sealed_copy(), **NOON)
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:do", args=[assigned.number, "reply"]))
    assert page.context["form"].initial["method"] == "email"
    with pytest.raises(Refused, match="提供方式是“电子邮件”"):
        actions.reply(assigned, who, method="hand", proof="本人签收", **NOON)
    actions.reply(assigned, who, **NOON)
    assert Delivery.objects.get().method == "email"


@pytest.mark.parametrize(
    ("on", "reason", "match"),
    [
        (date(2026, 3, 11), "地址不详", "早于送出"),
        (date(2026, 3, 17), "地址不详", "晚于今天"),
        (TODAY, " ", "写明退回的原因"),
    ],
)
def test_a_return_that_cannot_be_is_refused(on, reason, match, posted, clerk):
    with pytest.raises(Refused, match=match):
        actions.record_return(posted, Actor.of(clerk), on=on, reason=reason, **NOON)


def test_a_mail_comes_back_once(posted, clerk):
    actions.record_return(posted, Actor.of(clerk), on=TODAY, reason="地址不详", **NOON)
    with pytest.raises(Refused, match="没有寄出"):
        actions.record_return(posted, Actor.of(clerk), on=TODAY, reason="地址不详", **NOON)


def test_a_proof_that_came_later_is_recorded(posted, clerk):
    with pytest.raises(Refused, match="写明送达的凭证"):
        actions.deliver(posted, Actor.of(clerk), on=TODAY, **NOON)
    actions.deliver(posted, Actor.of(clerk), on=TODAY, proof="本人签收", **NOON)
    assert posted.events.get(kind="delivered").note == "本人签收"


def test_the_form_says_beside_the_field_what_the_post_needs(client, sealed, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:do", args=[sealed.number, "reply"])
    page = client.post(address, {"on": "2026-03-12", "method": "post"})
    assert page.status_code == 422 and set(page.context["form"].errors) == {"carrier", "proof"}


def test_only_the_applicant_takes_the_sealed_copy_and_no_proofs(client, posted, clerk):
    actions.deliver(posted, Actor.of(clerk), on=TODAY, file=sealed_copy("回单.pdf"), **NOON)
    files = [
        reverse("applications:attachment", args=[posted.number, row.pk]) for row in posted.attachments.all()
    ]
    assert [client.get(file).status_code for file in files] == [404, 404]
    response = HttpResponse()
    passes.keep_case(response, posted)
    client.cookies.update(response.cookies)
    assert [client.get(file).status_code for file in files] == [200, 404]
