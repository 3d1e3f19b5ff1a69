"""Broken, huge, sealed and dangerous files get a sentence, and nothing is written."""

import io
import zipfile

import openpyxl
import pytest

from catalog.importing.grid import Unreadable
from catalog.tests.importing.conftest import line, workbook


def package(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {"xl/workbook.xml": b"<x/>", **members}.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0" + bytes(600)
SEALED = OLE + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.xlsx", b"", "文件是空的"),
        ("a.xlsx", b"PK\x03\x04 broken", "已损坏"),
        ("a.xlsx", b"just words", "已损坏"),
        ("a.docx", package(), "不是真正的 .docx"),
        ("a.xlsx", package(), "已损坏"),
        ("a.xlsx", OLE, "旧格式"),
        ("a.xlsx", SEALED, "取消密码"),
        ("a.xlsm", workbook([line()]), "带宏的文件不能导入"),
        ("a.xlsx", package(xl__vbaProject=b"", **{"xl/vbaProject.bin": b"x"}), "带有宏"),
        ("a.pdf", b"%PDF-1.7", "只能导入"),
        ("noextension", b"x", "只能导入"),
        ("a.csv", b"\x00\x01\x02", "不是文本"),
        ("a.html", b"", "文件是空的"),
        ("a.txt", "天气很好".encode(), "没有找到目录表格"),
    ],
)  # fmt: skip
def test_a_sentence_says_why(given, name, data, sentence):
    with pytest.raises(Unreadable) as refused:
        given(name, data)
    assert sentence in refused.value.message


def test_a_zip_bomb_is_not_unpacked(given):
    with pytest.raises(Unreadable, match="压缩炸弹"):
        given("a.xlsx", package(**{"xl/worksheets/sheet1.xml": bytes(210 * 1024 * 1024)}))


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked(given):
    honest = package(**{"xl/worksheets/sheet1.xml": bytes(210 * 1024 * 1024)})
    size = (210 * 1024 * 1024).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="压缩炸弹"):
        given("a.xlsx", honest.replace(size, (1000).to_bytes(4, "little")))


def test_fifty_megabytes_are_too_many(given):
    with pytest.raises(Unreadable, match="文件有 50 MB，最多 20 MB"):
        given("a.xlsx", bytes(50 * 1024 * 1024))


def test_a_hundred_thousand_rows_are_too_many(given):
    with pytest.raises(Unreadable, match="100000 行，最多 50000 行"):
        given("a.csv", "序号,公开事项,公开内容\n" * 100_000)


def test_a_stray_cell_at_the_end_of_the_sheet_costs_no_memory(given):
    book = openpyxl.load_workbook(io.BytesIO(workbook([line()])))
    book.active["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Unreadable, match="很远的地方"):
        given("a.xlsx", out.getvalue())
