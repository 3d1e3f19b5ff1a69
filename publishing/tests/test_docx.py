"""What is read from a Word file: headings, automatic numbers, tables with merged cells, the final wording."""

import io
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from accounts.verbs import Refused
from publishing import dates, docx, docxnumbers, richtext

LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "%3.%4"),
)
READ = """<p>澄溪县民政局关于做好临时救助工作的通知</p>
<p>澄民发〔2026〕3号</p>
<h2>一、总体要求</h2>
<p>（一）应救尽救，<strong>分类</strong>施策。</p>
<p>（二）及时办理，见<a href="https://www.chengxi.example/a">办法</a>。</p>
<p>1.先核实</p>
<p>2.再发放</p>
<p>2.1公示</p>
<h2>二、保障措施</h2>
<p>（一）每户120元。</p>
<table><tbody><tr><th rowspan="2">乡镇</th><th colspan="2">户数</th></tr><tr><td>上年</td><td>本年</td></tr><tr><td>青石镇</td><td>11</td><td>12</td></tr></tbody></table>
<p>澄溪县民政局</p>
<p>2026年3月1日</p>"""


def numbered(document, text: str, level: int, style: str | None = None):
    paragraph = document.add_paragraph(text, style=style)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = 77
    return paragraph


def add_list(document) -> None:
    """The four levels of headings of an official document as one automatic list, as WPS's templates have it."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def add_changes(paragraph) -> None:
    """每户[删去 100][加上 120]元[隐藏 内部掌握]。"""
    run = "<w:r {0}>{1}<w:{2}>{3}</w:{2}></w:r>"
    changes = (
        f"<w:del {nsdecls('w')}>{run.format('', '', 'delText', '100')}</w:del>",
        f"<w:ins {nsdecls('w')}>{run.format('', '', 't', '120')}</w:ins>",
        run.format(nsdecls("w"), "", "t", "元"),
        run.format(nsdecls("w"), "<w:rPr><w:vanish/></w:rPr>", "t", "内部掌握"),
        run.format(nsdecls("w"), "", "t", "。"),
    )
    for change in changes:
        paragraph._p.append(parse_xml(change))


def add_link(paragraph, text: str, href: str) -> None:
    target = paragraph.part.relate_to(href, "http://x.example/hyperlink", is_external=True)
    link = parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
    )
    paragraph._p.append(link)


def add_table(document) -> None:
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(
        table._cells, ["乡镇", "户数", "", "", "上年", "本年", "青石镇", "11", "12"], strict=True
    ):
        cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "乡镇"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "户数"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def word_file():
    document = Document()
    add_list(document)
    for text in ("澄溪县民政局文件", "澄溪县民政局", "关于做好临时救助工作的通知"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("澄民发〔2026〕3号")
    numbered(document, "总体要求", 0, "Heading 1").runs[0].bold = True
    first = numbered(document, "应救尽救，", 1)
    first.add_run("分类").bold = True
    first.add_run("施策。")
    linked = numbered(document, "及时办理，见", 1)
    add_link(linked, "办法", "https://www.chengxi.example/a")
    linked.add_run("。")
    for text, level in (("先核实", 2), ("再发放", 2), ("公示", 3)):
        numbered(document, text, level)
    numbered(document, "保障措施", 0, "Heading 1")
    add_changes(numbered(document, "每户", 1))
    add_table(document)
    document.add_paragraph("　　")
    document.add_paragraph("澄溪县民政局").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("2026年3月1日")
    return packed(document)


def packed(document) -> io.BytesIO:
    out = io.BytesIO()
    document.save(out)
    out.seek(0)
    return out


def test_headings_numbers_tables_and_links_are_kept_and_only_the_final_wording():
    read = docx.read(word_file())
    assert read.html.split("\n")[2:] == READ.split("\n")[1:]
    assert (read.title, read.number, read.dated) == (
        "澄溪县民政局关于做好临时救助工作的通知",
        "澄民发〔2026〕3号",
        "2026年3月1日",
    )
    assert "文件" not in read.html
    assert read.changes == 2


def test_what_was_read_is_already_as_it_is_kept():
    html = docx.read(word_file()).html
    assert richtext.body(html) == html


@pytest.mark.parametrize("content", [b"not a word file", b"PK\x03\x04", b""])
def test_something_else_is_refused(content):
    with pytest.raises(Refused, match="另存为"):
        docx.read(io.BytesIO(content))


def test_a_document_without_lists_and_words_is_read():
    assert docx.read(packed(Document())).html == ""


def test_two_lists_of_one_pattern_count_on_unless_one_starts_anew():
    document = Document()
    add_list(document)
    root = document.part.numbering_part.element
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for name, more in ((78, ""), (79, again)):
        root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="77"/>{more}</w:num>')
        )
    for name in (77, 78, 79, 79):
        numbered(document, "项", 0)._p.pPr.numPr.numId.val = name
    assert richtext.plain(docx.read(packed(document)).html) == "一、项\n二、项\n一、项\n二、项"


def test_a_table_keeps_its_place_where_a_row_is_shorter():
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "整块"
    row = table.rows[1]._tr
    row.remove(row.findall(qn("w:tc"))[-1])
    assert "整块" in docx.read(packed(document)).html


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (35, "ideographTraditional", "三十五"),
        (100, "chineseCounting", "100"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (2, "upperLetter", "B"),
        (9, "lowerRoman", "ix"),
        (14, "upperRoman", "XIV"),
        (7, "decimal", "7"),
    ],
)
def test_numbers_are_written_as_the_list_does(number, kind, written):
    assert docxnumbers.written(number, kind) == written


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月1日", date(2026, 3, 1)),
        ("二〇二六年十二月三十一日", date(2026, 12, 31)),
        ("二○一六年二月二十日", date(2016, 2, 20)),
        ("2026年2月30日", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_dates_are_read_as_documents_write_them(text, day):
    assert dates.written(text) == day


def test_a_bullet_that_word_draws_makes_an_entry_of_a_list():
    document = Document()
    document.add_paragraph("现通知如下：")
    document.add_paragraph("先核实", style="List Bullet")
    document.add_paragraph("再发放", style="List Bullet")
    read = docx.read(packed(document))
    assert "<ul><li>先核实</li><li>再发放</li></ul>" in read.html


def test_a_title_below_the_names_of_those_who_issue_it_is_read_with_them():
    document = Document()
    for line in ("澄溪县民政局 澄溪县财政局", "关于提高救助标准的通知", "各乡镇人民政府："):
        document.add_paragraph(line)
    assert docx.read(packed(document)).title == "澄溪县民政局 澄溪县财政局关于提高救助标准的通知"
