"""A publication as a Word file."""

import io
import time

from django.urls import reverse
from docx import Document

from publishing import docx, richtext, typeset, wordfile

TEXT = "各乡镇人民政府：\n一、总体要求\n（一）明确责任。各部门要确定一名负责同志，履行领导职责，抓好落实。\n| 乡镇 | 户数 |\n| 青石镇 | 12 |\n澄溪县民政局\n2026年3月1日"


def opened():
    return Document(
        io.BytesIO(
            wordfile.write(["澄溪县民政局", "关于救助的通知"], "澄民发〔2026〕3号", typeset.blocks(TEXT))
        )
    )


def test_the_page_is_that_of_an_official_document():
    section = opened().sections[0]
    measures = [round(length.mm) for length in (section.page_width, section.top_margin, section.left_margin)]
    assert measures == [210, 37, 28]


def test_every_paragraph_and_table_is_there():
    texts = [paragraph.text for paragraph in opened().paragraphs if paragraph.text]
    assert texts[:5] == [
        "澄溪县民政局",
        "关于救助的通知",
        "澄民发〔2026〕3号",
        "各乡镇人民政府：",
        "一、总体要求",
    ]
    assert opened().tables[0].cell(1, 1).text == "12"


def test_what_is_written_can_be_read_in_again():
    content = wordfile.write(["标题"], "", typeset.blocks(TEXT))
    assert richtext.plain(docx.read(io.BytesIO(content)).html).split("\n")[1:] == TEXT.split("\n")


def test_a_long_roster_is_written_while_somebody_waits():
    began = time.process_time()
    blocks = typeset.blocks("\n".join(f"| 户{number} | 甲 | 乙 | 丙 | 丁 | 戊 |" for number in range(300)))
    written = Document(io.BytesIO(wordfile.write(["名单"], "", blocks)))
    assert written.tables[0].rows[299].cells[0].text == "户299"
    assert time.process_time() - began < 20  # seconds; cell by cell it takes minutes


def test_headings_have_their_own_type():
    runs = {run.text: run.font.name for paragraph in opened().paragraphs for run in paragraph.runs}
    assert runs["一、总体要求"] == "黑体"
    assert runs["（一）明确责任。"] == "楷体"


def test_the_page_offers_it(drafted, bring, client):
    published = bring(drafted(), "published")
    address = reverse("publishing:word", args=[published.public_id])
    assert address in client.get(reverse("publishing:detail", args=[published.public_id])).content.decode()
    assert client.get(address)["Content-Disposition"].startswith("attachment; filename*=utf-8''")


def test_a_form_can_be_filled_in_by_hand_and_an_annex_begins_a_page():
    text = "现印发给你们。\n附件1\n申请表\n| 姓名 |  |\n| 住址 |  |\n| 乡镇 | 户数 |\n| 青石镇 | 12 |"
    written = Document(io.BytesIO(wordfile.write(["标题"], "", typeset.blocks(text))))
    assert [p.text for p in written.paragraphs if p.paragraph_format.page_break_before] == ["附件1"]
    assert [round(row.height.mm) for row in written.tables[0].rows[:2]] == [11, 11]


def test_only_a_row_of_headings_is_bold():
    for table, bold in (("| 乡镇 | 户数 |\n| 青石镇 | 12 |", True), ("| 姓名 |  |\n| 住址 |  |", None)):
        written = Document(io.BytesIO(wordfile.write(["标题"], "", typeset.blocks(table))))
        assert written.tables[0].cell(0, 0).paragraphs[0].runs[0].bold is bold
