"""Letters: frame, files, digests; .docx and PDF after GB/T 9704."""

import io

import pytest
from django.core.files.base import ContentFile
from docx import Document
from docx.shared import Pt

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, rendering
from applications.tests.conftest import moment, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(replied):
    return replied.letters.get(kind="D12")


def test_the_frame(letter):
    styles = [each["style"] for each in letter.paragraphs]
    assert styles[:4] == ["issuer", "title", "number", "to"]
    assert styles[-4:] == ["remedy", "sign", "date", "note"]
    assert letter.paragraphs[3]["text"] == "王申请："
    assert letter.paragraphs[-2]["text"] == "2026年3月11日"  # signed on that day, sent on the next


def test_the_receipt_says_number_day_and_due_day(confirmed):
    text = "\n".join(each["text"] for each in confirmed.letters.get(kind="D03").paragraphs)
    assert confirmed.number in text and "2026年3月3日确认收到" in text and "2026年3月31日前" in text


def test_the_docx_has_the_margins_of_the_standard(letter):
    document = Document(io.BytesIO(rendering.docx(letter.paragraphs)))
    section = document.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(each.mm) for each in margins] == [37, 26, 35, 28]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    body = next(p for p in document.paragraphs if p.text.startswith("本机关"))
    assert body.paragraph_format.line_spacing == Pt(28) and body.runs[0].font.size == Pt(16)
    assert body.runs[0].font.name == "仿宋"


@pytest.mark.skipif(not rendering.can_pdf(), reason="no Chinese font on this machine")
def test_the_pdf_is_one(letter):
    assert rendering.pdf(letter.paragraphs).startswith(b"%PDF-")


def test_without_a_chinese_font_no_pdf_is_offered(letter, monkeypatch):
    monkeypatch.setattr(rendering, "_families", lambda: frozenset())
    assert not rendering.can_pdf()


def test_an_attachment_stands_in_the_letter_and_its_digest(drafted, clerk, head):
    who = Actor.of(clerk)
    actions.attach(drafted, who, file=ContentFile(b"%PDF-1.7 list", "分配表.pdf"), at=moment(3, 10))
    letter = drafted.letters.get(frozen_at=None)
    assert "附件：分配表.pdf" in [each["text"] for each in letter.paragraphs]
    actions.approve(drafted, Actor.of(head), at=moment(3, 11))
    assert len(sent(drafted, clerk, at=moment(3, 12)).digest) == 64


def test_a_file_must_be_what_its_name_says(drafted, clerk):
    with pytest.raises(Refused, match="不是 .pdf"):
        actions.attach(drafted, Actor.of(clerk), file=ContentFile(b"MZ", "a.pdf"), at=moment(3, 10))
