"""The text of a Word file."""

import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from accounts.verbs import Refused
from publishing import docx


def word_file():
    document = Document()
    title = document.add_paragraph("澄溪县民政局关于做好临时救助工作的通知")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("一、总体要求")
    document.add_paragraph("坚持应救尽救。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["乡镇", "户数", "青石镇", "12"], strict=True):
        cell.text = text
    document.add_paragraph("第一条", style="List Number")
    out = io.BytesIO()
    document.save(out)
    out.seek(0)
    return out


def test_title_paragraphs_and_tables_are_kept():
    title, text = docx.read(word_file())
    assert title == "澄溪县民政局关于做好临时救助工作的通知"
    assert text.split("\n")[1:5] == ["一、总体要求", "坚持应救尽救。", "| 乡镇 | 户数 |", "| 青石镇 | 12 |"]


def test_something_else_is_refused():
    with pytest.raises(Refused, match="另存为"):
        docx.read(io.BytesIO(b"not a word file"))


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_chinese_numbers(number, written):
    assert docx._written(number, "chineseCounting") == written
