"""Files are found by their name, then by their words, for as long as their publication is public."""

import io
from datetime import timedelta

import docx
import openpyxl
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import Actor
from outbox.drain import drain
from publishing import actions, file_search_source, filetext
from publishing.models import Attachment
from search import visible
from search.models import FileText

LATER = timedelta(hours=1)


def a_docx() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("临时救助对象名单")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "城关街道", "三户"
    made.save(out)
    return out.getvalue()


def an_xlsx() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "名单"
    book.active.append(["乡镇", "户数", 3])
    book.create_sheet("底稿").append(["不给人看"])
    book["底稿"].sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


def a_pdf() -> bytes:
    return typst.compile(b"Rural housing repair 2026", format="pdf")


@pytest.fixture
def kept(tmp_path):
    """kept(name, content): the file's path."""

    def keep(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return keep


def test_words_of_each_kind(kept):
    assert filetext.words(kept("a.docx", a_docx()), "docx") == "临时救助对象名单\n城关街道 三户"
    assert filetext.words(kept("a.xlsx", an_xlsx()), "xlsx") == "名单\n乡镇 户数 3"
    assert "Rural housing repair 2026" in filetext.words(kept("a.pdf", a_pdf()), "pdf")


def test_other_kinds_have_none(kept):
    assert filetext.words(kept("a.jpg", b"\xff\xd8\xff"), "jpg") == ""


@pytest.mark.parametrize("extension", sorted(filetext.READERS))
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"PK\x03\x04", b"\0" * 5000])
def test_a_broken_file_is_only_unreadable(kept, extension, content):
    with pytest.raises(filetext.Unreadable):
        filetext.words(kept(f"a.{extension}", content), extension)


def test_a_file_that_unpacks_too_large_is_refused(kept, monkeypatch):
    monkeypatch.setattr(filetext, "UNPACKED", 1000)
    with pytest.raises(filetext.Unreadable):
        filetext.words(kept("a.docx", a_docx()), "docx")


def test_a_long_file_gives_its_beginning(kept, monkeypatch):
    monkeypatch.setattr(filetext, "LONGEST", 10)
    assert filetext.words(kept("a.docx", a_docx()), "docx") == "临时救助对象名单\n城"


@pytest.fixture
def published(drafted, bring, editor, at):
    """A published notice with one .docx."""
    publication = drafted()
    upload = SimpleUploadedFile("对象名单.docx", a_docx())
    actions.attach(publication, Actor.of(editor), upload=upload, at=at)
    return bring(publication, "published")


def test_a_file_is_found_by_name_at_once_and_by_words_once_read(published, at):
    before = next(file_search_source.documents([published.public_id]))
    assert (before.title, before.text, before.part_of) == ("对象名单.docx", "", published.title)
    drain(at + LATER)
    after = next(file_search_source.documents([published.public_id]))
    assert "城关街道" in after.text
    assert after.key == before.key and after.whole == f"file:{published.public_id}"


def test_a_content_is_read_once(published, at):
    drain(at + LATER)
    file_search_source.read({"id": published.public_id})
    assert FileText.objects.get().digest == published.attachments.get().digest


def test_a_file_that_cannot_be_read_keeps_its_reason(published, at):
    Attachment.objects.update(file="gone.docx")
    drain(at + LATER)
    assert FileText.objects.get().problem and next(file_search_source.documents()).text == ""


def test_a_withdrawn_publication_takes_its_files_along(published, reviewer, at):
    hit = next(file_search_source.documents())
    assert visible.public([hit]) == (hit,)
    actions.withdraw(published, Actor.of(reviewer), reason="数据有误，更正后重新发布。", at=at + LATER)
    assert list(file_search_source.documents()) == [] and visible.public([hit]) == ()


def test_a_draft_has_no_files_to_find(drafted, editor, at):
    actions.attach(drafted(), Actor.of(editor), upload=SimpleUploadedFile("a.docx", a_docx()), at=at)
    assert list(file_search_source.documents()) == []


def test_the_words_of_files_that_are_gone_are_forgotten(published, at):
    drain(at + LATER)
    assert file_search_source.forget() == 0
    Attachment.objects.all().delete()
    assert file_search_source.forget() == 1
