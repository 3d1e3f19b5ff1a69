"""Sheets to print: the filled application, the register, the 呈批单, the 送达回证."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from accounts.actors import Actor
from applications import actions, rendering
from applications.models import Application
from applications.tests.conftest import moment
from audit.models import Entry

pytestmark = pytest.mark.django_db


def got(client, user, application, kind: str, form: str = "docx"):
    client.force_login(user)
    return client.get(reverse("desk_applications:sheet", args=[application.number, kind, form]))


def words(response) -> str:
    [table] = Document(BytesIO(response.content)).tables
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def test_the_filled_application_is_a_recorded_reading(client, received, clerk):
    text = words(got(client, clerk, received, "form"))
    assert "王申请" in text and "11010519491231002X" in text and "2025年城乡低保资金" in text
    assert Entry.objects.about(received).filter(word="查看申请人信息", reason="打印申请表").count() == 1


def test_who_may_not_read_the_applicant_gets_no_filled_application(client, received, supervisor):
    response = got(client, supervisor, received, "form")
    assert response.status_code == 302
    assert not Entry.objects.about(received).filter(word="查看申请人信息").exists()


def test_the_register_is_masked_and_has_every_step(client, replied, supervisor):
    text = words(got(client, supervisor, replied, "register"))
    assert "王**" in text and "王申请" not in text
    assert "2026-03-12　作出答复" in text and "告知已主动公开" in text


def test_the_sheet_for_a_refusal_has_room_for_a_second_signature(client, endorsed, head):
    text = words(got(client, head, endorsed, "approval"))
    assert "第十六条第一款：内部事务信息" in text and "公开后会影响正常的内部管理" in text
    assert "负责人审批意见" in text and "复核意见" in text


def test_an_approval_that_was_sent_back_is_room_to_sign_again(client, endorsed, head, reviewer):
    assert "同意\n赵负责" in words(got(client, head, endorsed, "approval"))
    actions.decline(endorsed, Actor.of(reviewer), reason="理由不足", at=moment(3, 12))
    assert "赵负责" not in words(got(client, head, endorsed, "approval"))


def test_other_sheets_have_room_for_one(client, drafted, head):
    text = words(got(client, head, drafted, "approval"))
    assert "负责人审批意见" in text and "复核意见" not in text


def test_the_proof_of_service_names_the_letter(client, replied, clerk):
    text = words(got(client, clerk, replied, "service"))
    assert "县民政局公开复〔2026〕1号" in text and "受送达人签收" in text


@pytest.mark.skipif(not rendering.can_pdf(), reason="no Chinese font on this machine")
@pytest.mark.parametrize("kind", ["form", "register", "approval", "service"])
def test_each_is_a_pdf_too(client, replied, clerk, kind):
    found = PdfReader(BytesIO(got(client, clerk, replied, kind, "pdf").content))
    assert replied.number in found.pages[0].extract_text()


@pytest.mark.parametrize("kind", ["approval", "service"])
def test_before_a_draft_there_is_nothing_to_approve_or_serve(client, assigned, clerk, kind):
    assert got(client, clerk, assigned, kind).status_code == 404


def test_very_long_texts_fit(client, replied, clerk):
    Application.objects.update(wanted="请公开低保资金分配明细。\n" * 300)
    assert len(PdfReader(BytesIO(got(client, clerk, replied, "form", "pdf").content)).pages) > 3


def test_strangers_get_the_same_answer_for_all(client, received, other_clerk, stranger):
    assert got(client, other_clerk, received, "form").status_code == 404
    assert got(client, stranger, received, "form").status_code == 403


def test_the_sheet_says_when_the_information_is_given_otherwise_than_asked(client, assigned, clerk, head):
    told = {"provided": "分配表", "given_form": "paper", "given_by": "hand", "given_why": "申请人同意改变"}
    actions.draft(assigned, Actor.of(clerk), outcome="granted", data=told, at=moment(3, 10))
    text = words(got(client, head, assigned, "approval"))
    assert "纸质，到窗口领取\n申请人要求：电子文档，网上查看和下载\n原因：申请人同意改变" in text
