"""Attachments are what their names say."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.verbs import Refused
from publishing import files


def office(part):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.pdf", b"%PDF-1.7", ""),
        ("a.docx", office("word/document.xml"), ""),
        ("a.xlsx", office("xl/workbook.xml"), ""),
        ("a.csv", "甲,乙".encode(), ""),
        ("a.docx", office("xl/workbook.xml"), "不是 .docx"),
        ("a.docx", b"PK broken", "不是 .docx"),
        ("a.pdf", b"MZ", "不是 .pdf"),
        ("a.txt", b"\x00\x01", "不是 .txt"),
        ("a.exe", b"MZ", "不能上传"),
        ("a.html", b"<script>", "不能上传"),
        ("noextension", b"x", "不能上传"),
        ("a.pdf", b"", "空的"),
    ],
)
def test_content_decides(name, content, wrong):
    sentence = files.objection(SimpleUploadedFile(name, content), files.extension_of(name))
    assert wrong in sentence if wrong else sentence == ""


def test_a_stored_file_keeps_its_name_and_hides_its_path(drafted, at):
    stored = files.store(
        drafted(), SimpleUploadedFile("名单.pdf", b"%PDF-1.7"), at=at, name=r"C:\文件\名单.pdf"
    )
    assert stored.name == "名单.pdf"
    assert "名单" not in stored.file.name
    assert stored.size == 8


def test_a_refused_file_is_not_stored(drafted, at):
    publication = drafted()
    with pytest.raises(Refused):
        files.store(publication, SimpleUploadedFile("a.exe", b"MZ"), at=at)
    assert publication.attachments.count() == 0


@pytest.mark.parametrize(("size", "text"), [(512, "512 B"), (18 * 1024, "18 KB"), (1_468_006, "1.4 MB")])
def test_sizes_are_readable(size, text):
    assert files.human_size(size) == text
