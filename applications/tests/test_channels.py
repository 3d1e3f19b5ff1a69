"""How a request came in, and the proof of it (Art 29, 31)."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, identity, progress, receipt
from applications.models import Application, Practice
from applications.tests.conftest import CALLED, moment
from duties.models import Duty
from workdays import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(form, agency, clerk):
    """take(channel, **facts) -> the request as a clerk wrote it down on 5 March."""

    def take(channel, **facts):
        return actions.receive(
            form, agency=agency, channel=channel, actor=Actor.of(clerk), at=moment(3, 5), **facts
        )[0]

    return take


@pytest.mark.parametrize(
    ("channel", "proof", "state", "received"),
    [
        ("counter", {}, "confirmed", date(2026, 3, 4)),
        ("post_registered", {"mail_number": "XA123"}, "confirmed", date(2026, 3, 4)),
        ("post_ordinary", {}, "received", None),
        ("fax", {}, "received", None),
        ("email", {}, "received", None),
    ],
)
def test_each_channel_has_its_own_day_of_receipt(take, channel, proof, state, received):
    application = take(channel, on=date(2026, 3, 4), proof=proof)
    assert (application.state, application.received_on) == (state, received)


def test_registered_mail_is_not_taken_without_its_number(take):
    with pytest.raises(Refused) as refusal:
        take("post_registered")
    assert "mail_number" in refusal.value.fields and not Application.objects.exists()


@pytest.mark.parametrize("missing", ["how", "contact", "spoke_with"])
def test_a_confirmation_says_how_by_which_number_and_with_whom(received, clerk, missing):
    proof = {name: value for name, value in CALLED.items() if name != missing}
    with pytest.raises(Refused) as refusal:
        actions.confirm(received, Actor.of(clerk), at=moment(3, 3), **proof)
    assert list(refusal.value.fields) == [missing]


def test_confirmed_face_to_face_no_number_is_needed(received, clerk):
    done = actions.confirm(received, Actor.of(clerk), at=moment(3, 3), how="counter", spoke_with="本人")
    assert done.state == "confirmed"


def test_receipt_is_not_back_dated_before_the_request_arrived(take, clerk):
    application = take("fax", on=date(2026, 3, 4))
    with pytest.raises(Refused, match="2026-03-04"):
        actions.confirm(application, Actor.of(clerk), at=moment(3, 5), on=date(2026, 3, 3), **CALLED)


def test_the_number_called_is_sealed_and_the_record_shows_it_masked(received, clerk):
    called = CALLED | {"contact": "0999-6215678"}
    actions.confirm(received, Actor.of(clerk), at=moment(3, 3), time="10:20", **called)
    received.refresh_from_db()
    assert identity.opened_identity(received)["confirm_contact"] == "0999-6215678"
    event = received.events.get(kind="received")
    assert event.data == {"how": "phone", "contact": "099****5678", "spoke_with": "本人", "time": "10:20"}


def test_the_duty_to_confirm_follows_the_offices_practice(take):
    Practice.objects.create(pk=1, confirm_days=3)
    application = take("email", on=date(2026, 3, 5))
    assert Duty.objects.get(kind="application.confirm").due_on == date(2026, 3, 10)
    assert progress.confirm_by(application, tables.current()) == date(2026, 3, 10)


def test_the_applicant_sees_that_it_is_not_confirmed_and_what_happens_next(client, received):
    page = progress.page(received, tables.current(), date(2026, 3, 4))
    assert page["tag"] == ("尚未确认", "warn") and page["confirm_by"] == date(2026, 3, 3)
    assert (
        page["confirm_late"]
        and not progress.page(received, tables.current(), date(2026, 3, 3))["confirm_late"]
    )


def test_a_spoken_request_is_read_back_at_the_counter(take):
    application = take("counter", read_back="逐项宣读，申请人确认无误")
    assert application.spoken
    assert application.events.get(kind="submitted").data == {"read_back": "逐项宣读，申请人确认无误"}
    with pytest.raises(Refused, match="当面"):
        take("fax", read_back="电话里宣读")


def test_every_way_to_confirm_has_a_name():
    assert all(receipt.CONFIRMED_BY.values())


def test_the_desk_keeps_the_proof(client, agency, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:receive")
    sheet = {
        "agency": agency.pk, "channel": "post_registered", "on": "2026-03-02", "kind": "legal_person",
        "org_name": "澄溪县清源水务有限公司", "applicant_type": "business", "credit_code": "91350100M000100Y43",
        "legal_rep": "陈某", "contact_name": "林某", "phone": "13800005678", "wanted": "2025年度部门决算",
        "form": "paper", "delivery": "post", "address": "澄溪县民生路1号", "token": client.get(address).context["token"],
    }  # fmt: skip
    assert "填写邮件号" in client.post(address, sheet).text
    client.post(address, sheet | {"mail_number": "XA36210065", "spoken": "on"})
    assert not Application.objects.exists()
    client.post(address, sheet | {"mail_number": "XA36210065"})
    application = Application.objects.get()
    assert application.kind == "legal_person"
    assert "XA36210065" in client.get(reverse("desk_applications:case", args=[application.number])).text


def test_the_confirming_page_asks_no_number_when_they_met(client, received, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:do", args=[received.number, "confirm"])
    today = str(received.submitted_at.date())
    by_phone = client.post(address, {"on": today, "how": "phone", "spoke_with": "本人"})
    assert by_phone.status_code == 422 and by_phone.context["form"].errors.keys() == {"contact"}
    met = {"on": today, "how": "counter", "spoke_with": "本人", "time": "10:20"}
    assert client.post(address, met).status_code == 302
    assert received.events.get(kind="received").data == {
        "how": "counter",
        "spoke_with": "本人",
        "time": "10:20",
    }
