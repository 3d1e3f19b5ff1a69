"""What the applicant sees after sending."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from applications import actions, progress
from applications.models import Application
from applications.tests.conftest import CALLED, moment, sent
from applications.views import passes

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(client, form, agency, applicant):
    """The applicant at the progress page of a request just sent; returns (client, application)."""
    application, code = actions.receive(
        form, agency=agency, channel="online", actor=applicant, at=moment(3, 2)
    )
    client.post(reverse("applications:track"), {"number": application.number, "code": code})
    return client, application


def page_of(client, application) -> str:
    return client.get(reverse("applications:progress", args=[application.number])).content.decode()


def test_before_confirmation_it_gives_a_phone_number(seen):
    client, application = seen
    text = page_of(client, application)
    assert "尚未确认" in text and "0999-6210102" in text


def test_every_day_is_explained(confirmed, calendar):
    rows = progress.page(confirmed, calendar, date(2026, 3, 10))["days"]
    assert rows[0] == (date(2026, 3, 3), "", "收到申请，当日不计入")
    assert rows[1] == (date(2026, 3, 4), 1, "工作日")
    assert (date(2026, 3, 7), "", "周六") in rows
    assert rows[-1] == (date(2026, 3, 31), 20, "工作日")


def test_the_applicant_supplements_and_the_count_restarts(seen, clerk):
    client, application = seen
    actions.confirm(application, Actor.of(clerk), at=moment(3, 3), **CALLED)
    actions.ask_supplement(application, Actor.of(clerk), what="写明年度", at=moment(3, 5))
    assert "写明年度" in page_of(client, application)
    address = reverse("applications:supplement", args=[application.number])
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "2024年度"}).status_code == 302
    application.refresh_from_db()
    assert application.clock_state == "running"


def test_a_supplement_past_its_limit_is_said_to_be_late(assigned, clerk, calendar):
    actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 5))
    assert not progress.page(assigned, calendar, date(2026, 3, 26))["supplement_late"]
    assert progress.page(assigned, calendar, date(2026, 3, 27))["supplement_late"]


def test_the_reply_is_a_page_and_a_download(client, replied):
    letter = replied.letters.get(kind="D12")
    response = client.get("/")
    passes.keep_case(response, replied)
    client.cookies.update(response.cookies)
    address = reverse("applications:letter", args=[replied.number, letter.pk])
    assert "王申请" in client.get(address).content.decode()
    word = client.get(reverse("applications:letter_file", args=[replied.number, letter.pk, "docx"]))
    assert word.content.startswith(b"PK")


def test_a_stranger_gets_the_same_answer_for_missing_and_not_yours(client, replied):
    letter = replied.letters.get(kind="D12")
    for number in (replied.number, "YSQ-2026-009999"):
        shown = client.get(reverse("applications:progress", args=[number]))
        assert shown.status_code == 302 and shown.url.startswith(reverse("applications:track"))
        assert client.get(reverse("applications:letter", args=[number, letter.pk])).status_code == 404


def test_a_new_code_ends_every_older_access(seen, clerk):
    client, application = seen
    old = client.cookies["application-case"].value
    code = actions.reissue(application, Actor.of(clerk), at=moment(3, 3), reason="核对身份证原件")
    address = reverse("applications:progress", args=[application.number])
    assert client.get(address).status_code == 302
    client.post(reverse("applications:track"), {"code": code})
    assert client.get(address).status_code == 200 and client.cookies["application-case"].value != old


def test_the_applicant_withdraws(seen):
    client, application = seen
    client.post(reverse("applications:withdraw", args=[application.number]), {})
    assert Application.objects.get().state == "withdrawn"
    assert (
        "政府信息公开申请告知书"
        in client.get(reverse("applications:progress", args=[application.number])).text
    )


@pytest.mark.parametrize(("case", "asked"), [("received", "3月2日"), ("assigned", "3月2日")])
def test_a_withdrawal_is_confirmed_in_writing(case, asked, clerk, request):
    """Also before receipt was confirmed: then there is no day of receipt to tell."""
    application = request.getfixturevalue(case)
    actions.withdraw(application, Actor.of(clerk), at=moment(3, 4))
    letter = application.letters.get(kind="D33")
    text = "\n".join(each["text"] for each in letter.paragraphs)
    assert f"您于2026年{asked}（网上提交）向本机关提出" in text and "您于2026年3月4日撤回该申请" in text
    assert "复议" not in text and letter.frozen_at and letter.outcome == ""


@pytest.mark.parametrize(("name", "more"), [("supplement", []), ("withdraw", []), ("answer", ["suggestion"])])
def test_the_address_of_a_form_leads_back_to_the_page(seen, name, more):
    client, application = seen
    page = client.get(reverse(f"applications:{name}", args=[application.number, *more]))
    assert (page.status_code, page.url) == (302, reverse("applications:progress", args=[application.number]))


def test_a_refusal_is_not_drawn_as_good_news(endorsed, clerk, reviewer):
    actions.countersign(endorsed, Actor.of(reviewer), at=moment(3, 11))
    sent(endorsed, clerk, at=moment(3, 12))
    assert progress.result(endorsed)["group"] == "不予公开" and not progress.result(endorsed)["released"]


def test_what_is_already_public_is(replied):
    assert progress.result(replied)["released"]
