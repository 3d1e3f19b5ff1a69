"""The six-step form as a visitor walks it."""

import re

import pytest
from django.urls import reverse

from applications.models import Application, Draft

pytestmark = pytest.mark.django_db

PERSON = {
    "kind": "citizen", "name": "王申请", "id_kind": "resident", "id_number": "11010519491231002x", "phone": "138 0000 5678",
}  # fmt: skip
WANTED = {"wanted": "2025年城乡低保资金分配到各乡镇的明细表"}
DELIVERY = {"delivery": "download", "form": "electronic", "phone": "13800005678", "accept_other": "on"}


def url(step: str) -> str:
    return reverse("applications:step", args=[step])


@pytest.fixture
def begun(client):
    client.post(reverse("applications:start"), {})
    return client


@pytest.fixture
def filled(begun, agency):
    begun.post(url("look"), {"agency": agency.slug})
    begun.post(url("applicant"), PERSON)
    begun.post(url("wanted"), WANTED)
    begun.post(url("delivery"), DELIVERY)
    return begun


def code_on(page) -> str:
    return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page.content.decode()).group()


def test_every_step_leads_to_the_next(begun, agency):
    assert begun.post(url("look"), {"agency": agency.slug}).url == url("applicant")
    assert begun.post(url("applicant"), PERSON).url == url("wanted")
    assert begun.post(url("wanted"), WANTED).url == url("delivery")
    assert begun.post(url("delivery"), DELIVERY).url == reverse("applications:check")


def test_sending_gives_the_number_and_the_code_once(filled):
    sent = filled.post(reverse("applications:check"), {"truthful": "on"})
    assert sent.url == reverse("applications:receipt")
    first, second = filled.get(sent.url), filled.get(sent.url)
    assert "YSQ-" in first.content.decode() and code_on(first)
    assert "YSQ-" in second.content.decode() and "只显示一次" in second.content.decode()
    assert code_on(first) not in second.content.decode()


def test_leaving_ends_access_on_a_shared_computer(filled):
    receipt = filled.post(reverse("applications:check"), {"truthful": "on"}).url
    draft = filled.cookies["application-draft"].value
    assert filled.get(receipt).status_code == 200 and not filled.cookies["application-draft"].value
    progress = reverse("applications:progress", args=[Application.objects.get().number])
    assert filled.get(progress).status_code == 200
    filled.post(reverse("applications:leave"))
    assert filled.get(receipt).url == reverse("applications:track")
    filled.cookies["application-draft"] = draft
    again = filled.get(receipt)
    assert "YSQ-" in again.content.decode() and filled.get(progress).status_code == 302


def test_leaving_forgets_an_unfinished_form_too(filled):
    filled.post(reverse("applications:leave"))
    assert filled.get(url("wanted")).url == reverse("applications:start")


def test_a_double_press_sends_once(filled):
    for _ in range(2):
        filled.post(reverse("applications:check"), {"truthful": "on"})
    assert Application.objects.count() == 1


def test_the_code_is_the_drafts_and_opens_the_progress(begun, agency, client):
    code = code_on(begun.get(url("look")))
    for step, data in (("look", {"agency": agency.slug}), ("applicant", PERSON), ("wanted", WANTED)):
        begun.post(url(step), data)
    begun.post(url("delivery"), DELIVERY)
    begun.post(reverse("applications:check"), {"truthful": "on"})
    client.cookies.clear()
    found = client.post(reverse("applications:track"), {"code": code.lower().replace("-", " ")})
    assert found.url == reverse("applications:progress", args=[Application.objects.get().number])


def test_the_code_is_nowhere_in_plain_text(filled):
    filled.post(reverse("applications:check"), {"truthful": "on"})
    code = code_on(filled.get(reverse("applications:receipt")))
    row, draft = Application.objects.values().get(), Draft.objects.values().get()
    text = repr(row) + repr(draft)
    assert code not in text and code.replace("-", "") not in text
    assert "11010519491231002X" not in text and "王申请" not in text


def test_all_errors_at_once_and_nothing_is_lost(begun):
    page = begun.post(url("applicant"), {"kind": "citizen", "name": "", "id_number": "110105194912310021"})
    text = page.content.decode()
    assert page.status_code == 422 and "<title>错误：" in text
    assert "填写姓名" in text and "有一位写错了" in text and "至少填写一项" in text
    assert "110105194912310021" in text


def test_the_draft_is_resumed_by_code_on_another_machine(begun, agency, client):
    code = code_on(begun.get(url("look")))
    begun.post(url("look"), {"agency": agency.slug})
    client.cookies.clear()
    resumed = client.post(reverse("applications:resume"), {"code": code})
    assert resumed.url == url("applicant")
    assert agency.name in client.get(url("look")).content.decode()


def test_a_step_sent_after_the_draft_was_lost_is_kept_in_a_new_one(client, agency):
    client.post(url("wanted"), WANTED)
    assert WANTED["wanted"] in client.get(url("wanted")).content.decode()


def test_changing_one_row_comes_straight_back(filled):
    assert filled.post(url("wanted") + "?from=check", WANTED).url == reverse("applications:check")


def test_the_agency_is_prefilled_from_the_address(client, agency):
    client.post(reverse("applications:start"), {"agency": agency.slug})
    assert f'value="{agency.slug}" selected' in client.get(url("look")).content.decode()


def hidden(page) -> dict:
    """What the button 开始申请 sends."""
    return dict(re.findall(r'type="hidden" name="(agency|item|q)" value="([^"]*)"', page.text))


def test_an_item_is_carried_through_the_steps(client, agency, item):
    item.links.create(agency=agency, lead=True)
    sent = hidden(client.get(reverse("applications:start"), {"item": item.pk}))
    client.post(reverse("applications:start"), sent)
    look = client.get(url("look")).text
    assert f'value="{agency.slug}" selected' in look and f'type="search" value="{item.name}"' in look
    assert f'name="title_or_number" value="{item.name}"' in client.get(url("wanted")).text


def test_an_agency_and_words_are_carried_too(client, agency):
    sent = hidden(client.get(reverse("applications:start"), {"agency": agency.slug, "q": "低保"}))
    client.post(reverse("applications:start"), sent)
    look = client.get(url("look")).text
    assert f'value="{agency.slug}" selected' in look and 'type="search" value="低保"' in look


def test_an_organisation_gives_its_credit_code(begun, agency):
    form = {
        "kind": "organisation", "org_name": "澄溪县清源水务有限公司", "applicant_type": "business",
        "credit_code": "91350100M000100Y43", "legal_rep": "陈某", "contact_name": "林某", "email": "a@example.cn",
    }  # fmt: skip
    assert begun.post(url("applicant"), form).status_code == 302
    assert begun.post(url("applicant"), form | {"credit_code": "91350100M000100Y44"}).status_code == 422


def test_text_past_the_limit_gets_a_sentence(begun):
    page = begun.post(url("wanted"), {"wanted": "问" * 5001})
    assert page.status_code == 422 and "最多 5000 字，现在是 5001 字" in page.content.decode()


def test_the_trap_catches_programs(client):
    assert client.post(reverse("applications:start"), {"website": "http://x"}).status_code == 400
    assert not Draft.objects.exists()


def test_wrong_codes_are_slowed_down(client, agency):
    for _ in range(10):
        assert client.post(reverse("applications:track"), {"code": "AAAA-AAAA-AAAA"}).status_code == 404
    assert client.post(reverse("applications:track"), {"code": "AAAA-AAAA-AAAA"}).status_code == 429
