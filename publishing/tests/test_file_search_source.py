"""Files are found by name and words for as long as their publication is public."""

import io
from datetime import timedelta

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import Actor
from publishing import actions, file_search_source
from search import visible

LATER = timedelta(hours=1)


def a_docx() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("临时救助对象分布：城关街道三户")
    made.save(out)
    return out.getvalue()


def an_xlsx_with_a_hidden_sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["乡镇", "户数", 3])
    book.create_sheet("底稿").append(["不给人看"])
    book["底稿"].sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


@pytest.fixture
def published(drafted, bring, editor, at):
    """A published notice with a .docx, an .xlsx with a hidden sheet, and a picture."""
    publication, actor = drafted(), Actor.of(editor)
    files = {
        "分布.docx": a_docx(),
        "户数.XLSX": an_xlsx_with_a_hidden_sheet(),
        "照片.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, content in files.items():
        actions.attach(publication, actor, upload=SimpleUploadedFile(name, content), at=at)
    return bring(publication, "published")


def test_readable_files_are_documents_that_name_their_publication(published):
    found = {document.title: document for document in file_search_source.documents([published.public_id])}
    assert set(found) == {"分布.docx", "户数.XLSX"}
    one = found["分布.docx"]
    assert "城关街道三户" in one.text and one.part_of == published.title
    assert one.whole == f"file:{published.public_id}" and one.url.endswith(f"/files/{one.id.split('-')[1]}/")


def test_words_of_a_file_with_hidden_parts_are_not_told(published):
    found = {document.title: document.text for document in file_search_source.documents()}
    assert found["户数.XLSX"] == ""


def test_a_withdrawn_publication_takes_its_files_along(published, reviewer, at):
    hits = tuple(file_search_source.documents())
    assert visible.public(hits) == hits
    reason = "数据有误，更正后重新发布。"
    actions.withdraw(published, Actor.of(reviewer), reason=reason, at=at + LATER)
    assert list(file_search_source.documents()) == [] and visible.public(hits) == ()


def test_a_draft_has_no_files_to_find(drafted, editor, at):
    actions.attach(drafted(), Actor.of(editor), upload=SimpleUploadedFile("a.docx", a_docx()), at=at)
    assert list(file_search_source.documents()) == []
