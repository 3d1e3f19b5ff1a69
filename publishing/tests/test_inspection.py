"""What is inside attached files: text for the checks, hidden contents, metadata."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml import OxmlElement
from openpyxl import Workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from typst import compile as typeset

from accounts.actors import Actor
from accounts.verbs import Refused
from publishing import actions, findings, inspection, privacy
from publishing.tests.fixtures import pass_reviews

MOBILE = "13812345678"


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(*, table=False, deleted=False, hidden=False) -> bytes:
    document = Document()
    document.core_properties.author = "陈小明"
    document.add_paragraph(f"联系人手机{MOBILE}")
    if table:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "手机", "13987654321"
    if deleted:
        mark = OxmlElement("w:del")
        document.add_paragraph("删去的")._p.append(mark)
    if hidden:
        document.add_paragraph().add_run("看不见").font.hidden = True
    return saved(document)


def workbook() -> bytes:
    book = Workbook()
    book.active.title = "名单"
    book.active.append(["姓名", "手机"])
    book.active.append(["王某", int(MOBILE)])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active["A1"].comment = Comment("电话13900001111", "陈小明")
    book.create_sheet("底表").sheet_state = "veryHidden"
    return saved(book)


def pdf(text=f"手机{MOBILE}") -> bytes:
    source = f'#set document(author: "Chen", title: "t")\n#set text(font: "Noto Serif CJK SC")\n{text}'
    return typeset(source.encode(), format="pdf")


def kinds(inside) -> list[str]:
    return [found.kind for found in privacy.find(inside.text)]


def test_a_word_file_gives_paragraphs_and_tables():
    inside = inspection.inspect("a.docx", word(table=True))
    assert (kinds(inside), inside.hidden, inside.unreadable) == (["mobile", "mobile"], [], "")


def test_tracked_changes_and_hidden_words_are_said():
    inside = inspection.inspect("a.docx", word(deleted=True, hidden=True))
    assert inside.hidden == [
        "有 1 处修订痕迹没有接受或拒绝，公众能看到修改前的文字。",
        "有 1 处隐藏文字。",
    ]


def test_a_workbook_gives_all_sheets_and_says_what_is_hidden():
    inside = inspection.inspect("a.xlsx", workbook())
    assert kinds(inside) == ["mobile", "mobile"]
    assert inside.hidden == [
        "工作表“名单”有 1 行是隐藏的。",
        "工作表“名单”有隐藏的列。",
        "工作表“底表”是隐藏的。",
        "单元格里有批注没有删除。",
    ]


def test_a_pdf_gives_its_text():
    assert kinds(inspection.inspect("a.pdf", pdf())) == ["mobile"]


def test_a_page_without_text_is_not_taken_for_clean():
    assert "扫描件" in inspection.inspect("a.pdf", pdf("#rect()")).unreadable


def test_files_carried_inside_a_pdf_are_said():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.add_attachment("底表.txt", b"x")
    out = io.BytesIO()
    writer.write(out)
    assert inspection.inspect("a.pdf", out.getvalue()).hidden == ["嵌入了 1 个其他文件，检查不到里面的内容。"]


def test_an_archive_is_looked_into():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("名单.docx", word(hidden=True))
        package.writestr("旧表.xls", b"\xd0\xcf\x11\xe0")
    inside = inspection.inspect("a.zip", out.getvalue())
    assert kinds(inside) == ["mobile"]
    assert inside.hidden == ["名单.docx：有 1 处隐藏文字。"]
    assert "1 个文件" in inside.unreadable


@pytest.mark.parametrize(
    ("name", "data"), [("a.doc", b"\xd0\xcf"), ("a.png", b"\x89PNG"), ("a.docx", b"PK bad")]
)
def test_what_cannot_be_read_is_said(name, data):
    assert inspection.inspect(name, data).unreadable


def test_old_chinese_encodings_are_read():
    assert inspection.inspect("a.csv", "手机,13812345678".encode("gb18030")).text == "手机,13812345678"


def test_names_leave_office_files_and_pdfs():
    for name, data in (("a.docx", word()), ("a.xlsx", workbook()), ("a.pdf", pdf())):
        clean = inspection.stripped(name, data)
        assert kinds(inspection.inspect(name, clean)) == kinds(inspection.inspect(name, data))
        if name == "a.pdf":
            assert not PdfReader(io.BytesIO(clean)).metadata
    with zipfile.ZipFile(io.BytesIO(inspection.stripped("a.docx", word()))) as package:
        assert "陈小明" not in package.read("docProps/core.xml").decode()
    Document(io.BytesIO(inspection.stripped("a.docx", word())))


def test_where_a_picture_was_taken_leaves_and_its_turn_stays():
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0) + b"GPS 30.1"
    exif = b"Exif\0\0" + tiff
    jpeg = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xda\x00\x02data\xff\xd9"
    clean = inspection.stripped("a.jpg", jpeg)
    assert b"GPS" not in clean
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in clean
    assert clean.endswith(b"\xff\xda\x00\x02data\xff\xd9")


def test_words_about_a_drawing_leave():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"Author\0Chen") + chunk(b"IEND", b"")
    assert inspection.stripped("a.png", png) == b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b"")


@pytest.fixture
def with_list(drafted, editor, at):
    """A draft whose workbook holds a mobile number and a hidden sheet."""
    publication = drafted()
    upload = SimpleUploadedFile("名单.xlsx", workbook())
    actions.attach(publication, Actor.of(editor), upload=upload, at=at)
    return publication


def test_findings_in_files_are_shown_in_place(with_list):
    found = findings.of(with_list)
    assert found.counts == [("手机号", 2)]
    assert "<mark" in found.files[0].places[0]
    assert "名单.xlsx：工作表“底表”是隐藏的。" in found.unseen


def test_what_is_in_a_file_passes_only_with_a_basis(with_list, bring, reviewer, at):
    publication = bring(with_list, "submitted")
    with pytest.raises(Refused, match="写明公开它的依据"):
        actions.review(publication, Actor.of(reviewer), kind="privacy", result="pass", at=at)
    assert pass_reviews(publication, Actor.of(reviewer), at).state == "reviewed"


def test_a_file_no_check_can_read_passes_only_with_a_word_on_it(drafted, bring, editor, reviewer, at):
    publication = drafted()
    upload = SimpleUploadedFile("扫描.pdf", pdf("#rect()"))
    actions.attach(publication, Actor.of(editor), upload=upload, at=at)
    publication = bring(publication, "submitted")
    with pytest.raises(Refused, match="打开看过"):
        actions.review(publication, Actor.of(reviewer), kind="privacy", result="pass", at=at)


def test_what_stays_is_justified_by_a_named_case(client, with_list, bring, reviewer):
    publication = bring(with_list, "submitted")
    client.force_login(reviewer)
    address = reverse("desk_publishing:review", args=[publication.public_id])
    assert "底表”是隐藏的" in client.get(address).content.decode()
    given = {"version": publication.revision, "privacy-result": "pass", "privacy-exception": "惩戒公示"}
    assert client.post(address, given).status_code == 302
    assert publication.reviews.get().basis == "惩戒公示"
