"""Requests that began as one text: split, re-addressed, sent to several agencies, asked again (Art 10, 29, 31, 36(6))."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, groups, identity, likeness
from applications.desk.case import earlier
from applications.models import Application
from applications.tests.conftest import CALLED, FORM, moment
from applications.tests.test_form_pages import DELIVERY, PERSON, WANTED, begun, code_on, url  # noqa: F401
from duties.models import Duty

pytestmark = pytest.mark.django_db
PARTS = ["2025年低保资金分配到各乡镇的明细表", "2025年临时救助人员名单的公示"]


def track(client, code: str, number: str = ""):
    client.cookies.clear()
    return client.post(reverse("applications:track"), {"code": code, "number": number})


@pytest.fixture
def coded(form, agency, applicant):
    """(request sent online on 2 March, its code)."""
    return actions.receive(form, agency=agency, channel="online", actor=applicant, at=moment(3, 2))


# ---- split ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def parts(assigned, clerk):
    made = actions.split(assigned, Actor.of(clerk), parts=PARTS, at=moment(3, 5))
    assigned.refresh_from_db()
    return assigned, made[0]


def test_parts_get_numbers_of_their_own_and_keep_the_day_of_receipt(parts):
    first, second = parts
    assert (first.wanted, second.wanted) == tuple(PARTS) and first.number != second.number
    assert second.received_on == first.received_on == date(2026, 3, 3)
    assert second.due_on == first.due_on == date(2026, 3, 31)
    assert second.part_of == first and second.group == first.group


def test_parts_keep_the_proof_and_the_whole_text_stays_in_the_record(parts):
    first, second = parts
    assert second.events.get(kind="received").data == first.events.get(kind="received").data
    assert first.events.get(kind="split").data == {"text": FORM["wanted"], "parts": [second.number]}
    assert identity.opened_identity(second)["name"] == "王申请"


def test_each_part_has_its_duties_and_its_receipt(parts):
    _, second = parts
    kinds = {duty.kind for duty in Duty.objects.filter(label=second.number, closed_at=None)}
    assert kinds == {"application.reply", "application.supplement_notice"}
    assert second.letters.get().kind == "D03"


def test_a_part_not_yet_confirmed_keeps_its_duty_to_confirm(received, clerk):
    part, *_ = actions.split(received, Actor.of(clerk), parts=PARTS, at=moment(3, 2))
    assert part.state == "received"
    assert Duty.objects.get(label=part.number, closed_at=None).due_on == date(2026, 3, 3)


@pytest.mark.parametrize(
    "bad", [[], ["2025年低保资金明细"], ["2025年低保资金明细", "表"], ["  ", "2025年低保资金明细"]]
)
def test_what_is_no_split_is_refused(assigned, clerk, bad):
    with pytest.raises(Refused) as refusal:
        actions.split(assigned, Actor.of(clerk), parts=bad, at=moment(3, 5))
    assert "parts" in refusal.value.fields and Application.objects.count() == 1


def test_once_a_supplement_was_asked_nothing_is_split(assigned, clerk):
    actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 5))
    with pytest.raises(Refused, match="不能再拆分"):
        actions.split(assigned, Actor.of(clerk), parts=PARTS, at=moment(3, 6))


def test_the_applicants_code_opens_every_part(client, coded, clerk):
    application, code = coded
    part, *_ = actions.split(application, Actor.of(clerk), parts=PARTS, at=moment(3, 2))
    assert track(client, code).url == reverse("applications:progress", args=[application.number])
    page = client.get(reverse("applications:progress", args=[application.number])).text
    assert part.number in page and "几项内容分开办理" in page
    assert PARTS[1] in client.get(reverse("applications:progress", args=[part.number])).text
    assert track(client, code, part.number).url == reverse("applications:progress", args=[part.number])


def test_the_desk_page_proposes_a_split(client, assigned, clerk):
    Application.objects.update(wanted="一、2025年低保资金明细\n二、2025年救助公示")
    client.force_login(clerk)
    address = reverse("desk_applications:do", args=[assigned.number, "split"])
    proposed = client.get(address).context["form"].initial["parts"]
    assert proposed == "一、2025年低保资金明细\n\n二、2025年救助公示"
    assert client.post(address, {"parts": "只有一项内容的申请"}).status_code == 422
    assert client.post(address, {"parts": proposed}).status_code == 302
    assert Application.objects.count() == 2
    assert "原文：" in client.get(reverse("desk_applications:case", args=[assigned.number])).text


# ---- re-addressed --------------------------------------------------------------------------------------------------


@pytest.fixture
def moved(coded, other_agency, clerk):
    application, code = coded
    new = actions.readdress(application, Actor.of(clerk), to=other_agency, at=moment(3, 3), **CALLED)
    application.refresh_from_db()
    return application, new, code


def test_both_records_are_kept(moved, other_agency):
    old, new, _ = moved
    assert (old.state, new.state, new.agency) == ("readdressed", "received", other_agency)
    assert new.readdressed_from == old and new.wanted == old.wanted and new.channel == old.channel
    assert identity.opened_identity(new)["id_number"] == FORM["id_number"]


def test_the_consent_is_recorded(moved):
    old, new, _ = moved
    data = old.events.get(kind="readdressed").data
    assert data["number"] == new.number and (data["how"], data["contact"]) == ("phone", "138****5678")


def test_the_duty_to_confirm_begins_at_the_other_agency(moved, other_agency):
    old, new, _ = moved
    duty = Duty.objects.get(kind="application.confirm", closed_at=None)
    assert (duty.label, duty.agency, duty.due_on) == (new.number, other_agency, date(2026, 3, 4))


def test_the_code_follows_and_the_progress_explains(client, moved):
    old, new, code = moved
    assert track(client, code).url == reverse("applications:progress", args=[new.number])
    assert old.number in client.get(reverse("applications:progress", args=[new.number])).text
    assert track(client, code, old.number).url == reverse("applications:progress", args=[old.number])
    page = client.get(reverse("applications:progress", args=[old.number])).text
    assert new.number in page and "经您同意" in page


@pytest.mark.parametrize("missing", ["how", "contact", "spoke_with"])
def test_without_recorded_consent_it_is_not_moved(received, other_agency, clerk, missing):
    proof = {name: value for name, value in CALLED.items() if name != missing}
    with pytest.raises(Refused):
        actions.readdress(received, Actor.of(clerk), to=other_agency, at=moment(3, 3), **proof)
    assert Application.objects.count() == 1


def test_it_is_not_moved_to_where_it_is_or_to_a_body_that_is_no_more(received, agency, other_agency, clerk):
    other_agency.active = False
    for to in (agency, other_agency):
        with pytest.raises(Refused, match="另一个"):
            actions.readdress(received, Actor.of(clerk), to=to, at=moment(3, 3), **CALLED)


def test_after_confirmation_it_is_answered_not_moved(confirmed, other_agency, clerk):
    with pytest.raises(Refused, match="状态已经改变"):
        actions.readdress(confirmed, Actor.of(clerk), to=other_agency, at=moment(3, 4), **CALLED)


def test_the_desk_page_moves_it(client, received, other_agency, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:do", args=[received.number, "readdress"])
    today = str(received.submitted_at.date())
    assert client.post(address, {"on": today}).status_code == 422
    assert client.post(address, CALLED | {"on": today, "to": other_agency.slug}).status_code == 302
    assert Application.objects.filter(agency=other_agency).exists()


# ---- several agencies ----------------------------------------------------------------------------------------------


@pytest.fixture
def both(begun, agency, other_agency):  # noqa: F811
    """One text to two agencies; the page after sending."""
    begun.post(url("look"), {"agency": agency.slug, "others": [agency.slug, other_agency.slug]})
    for step, data in (("applicant", PERSON), ("wanted", WANTED), ("delivery", DELIVERY)):
        begun.post(url(step), data)
    check = begun.get(reverse("applications:check")).text
    assert agency.name in check and other_agency.name in check
    begun.post(reverse("applications:check"), {"truthful": "on"})
    return begun.get(reverse("applications:receipt"))


def test_each_agency_gets_an_application_of_its_own(both, agency, other_agency):
    first, second = Application.objects.order_by("number")
    assert (first.agency, second.agency) == (agency, other_agency) and first.group == second.group
    assert first.number in both.text and second.number in both.text


def test_one_code_opens_both(client, both):
    code = code_on(both)
    first, second = Application.objects.order_by("number")
    for number in (first.number, second.number):
        assert track(client, code, number).url == reverse("applications:progress", args=[number])
    assert second.number in client.get(reverse("applications:progress", args=[first.number])).text


def test_a_new_code_ends_the_old_one_for_the_whole_group(client, both, other_clerk):
    code, second = code_on(both), Application.objects.order_by("number").last()
    new = actions.reissue(second, Actor.of(other_clerk), at=moment(3, 3), reason="核对身份证原件")
    assert track(client, code).status_code == 404
    assert track(client, new).url == reverse("applications:progress", args=[second.number])


def test_too_many_agencies_or_unknown_ones_get_a_sentence(begun, agency, government):  # noqa: F811
    page = begun.post(url("look"), {"agency": agency.slug, "others": ["x"]})
    assert page.status_code == 422 and "列表中的机关" in page.text


def test_a_stranger_to_the_group_sees_nothing(client, both, form, agency, applicant):
    application, code = actions.receive(
        form, agency=agency, channel="online", actor=applicant, at=moment(3, 2)
    )
    second = Application.objects.order_by("number")[1]
    assert track(client, code, second.number).status_code == 404
    track(client, code)
    assert client.get(reverse("applications:progress", args=[second.number])).status_code == 302
    assert groups.others(application) == []


# ---- a repeat of one's own -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2025年城乡低保资金分配到各乡镇的明细表", True),
        ("请提供：2025年 城乡低保资金，分配到各乡镇的明细表！", True),
        ("2025年县城道路改造工程的竣工验收报告", False),
        ("", False),
    ],
)
def test_likeness_of_texts(text, same):
    assert likeness.alike(FORM["wanted"], text) is same


def test_a_repeat_is_pointed_out_with_the_earlier_outcome_and_number(
    client, replied, form, agency, applicant, clerk
):
    other = form | {"wanted": "2025年县城道路改造工程的竣工验收报告"}
    facts = {"agency": agency, "channel": "online", "actor": applicant}
    actions.receive(other, at=moment(3, 13), **facts)
    again, _ = actions.receive(form, at=moment(3, 16), **facts)
    first, second = earlier(again)
    assert (first["application"], first["alike"], second["alike"]) == (replied, True, False)
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:case", args=[again.number])).text
    assert "可能是重复申请" in page and replied.letters.get(kind="D12").number in page
    assert earlier(replied) == []


# ---- advice and complaints -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"), [("请问低保怎么办理", "咨询"), ("我要投诉村干部挪用低保金", "投诉")]
)
def test_address_and_phone_are_told_before_sending_and_nothing_is_refused(begun, agency, text, words):  # noqa: F811
    for step, data in (
        ("look", {"agency": agency.slug}),
        ("applicant", PERSON),
        ("wanted", {"wanted": text}),
        ("delivery", DELIVERY),
    ):
        begun.post(url(step), data)
    page = begun.get(reverse("applications:check")).text
    assert words in page and agency.phone in page and agency.address in page and "12345" in page
    assert begun.post(reverse("applications:check"), {"truthful": "on"}).status_code == 302


def test_a_complaint_is_also_for_the_petitions_office_where_there_is_one(begun, agency, other_agency):  # noqa: F811
    type(agency).objects.filter(pk=other_agency.pk).update(name="澄溪县信访局", phone="0999-6219999")
    wanted = {"wanted": "我要投诉村干部挪用低保金"}
    for step, data in (
        ("look", {"agency": agency.slug}),
        ("applicant", PERSON),
        ("wanted", wanted),
        ("delivery", DELIVERY),
    ):
        begun.post(url(step), data)
    page = begun.get(reverse("applications:check")).text
    assert page.index("0999-6219999") < page.index(agency.phone)
