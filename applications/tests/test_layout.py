"""How letters are laid out (GB/T 9704): the signature, page numbers, long lists, the last page."""

import io

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from pypdf import PdfReader

from applications import letters, rendering

SIGNED = [
    {"style": "sign", "text": "澄溪县民政局"},
    {"style": "date", "text": "2026年3月11日"},
    {"style": "note", "text": "（联系部门：办公室）"},
]
font = pytest.mark.skipif(not rendering.can_pdf(), reason="no Chinese font on this machine")


def letter(size: int, *more: dict) -> list[dict]:
    """A letter with `size` sentences before its last paragraph."""
    head = [{"style": "issuer", "text": "澄溪县民政局"}, {"style": "title", "text": "政府信息公开申请答复书"}]
    body = [
        {"style": "body", "text": "查明的事实。" * size},
        {"style": "remedy", "text": "如对本答复书不服，可以申请行政复议。"},
    ]
    return [*head, *body, *more, *SIGNED]


def pages(paragraphs: list[dict]) -> list[str]:
    reader = PdfReader(io.BytesIO(rendering.pdf(paragraphs)))
    return ["".join(page.extract_text().split()) for page in reader.pages]


@font
def test_the_signature_is_never_alone_nor_parted_from_its_date():
    lengths = set()
    for size in range(60, 130, 3):
        found = pages(letter(size))
        lengths.add(len(found))
        [last] = [page for page in found if "2026年3月11日" in page]
        assert "行政复议" in last and last.count("澄溪县民政局") >= 1 and "联系部门" in last
    assert lengths == {1, 2}


@font
def test_the_seals_place_is_the_signature():
    body, place = rendering.placed(letter(20))
    assert (place.page, place.pages) == (1, 1) and 60 < place.y < 200 and body.startswith(b"%PDF-")
    assert round(place.x) == 143  # 26 mm of margin, four characters, half a date of six and a half
    assert rendering.placed(letter(130))[1].page == 2


@pytest.mark.parametrize(
    ("sign", "date", "gaps"),
    [
        ("澄溪县民政局", "2026年3月11日", (4.25, 4)),
        ("国家税务总局澄溪县税务局", "2026年11月27日", (1.5, 4)),
        ("澄溪县人民政府澄阳街道办事处第一服务所", "2026年3月11日", (1, 7.25)),
    ],
)
def test_the_signature_is_centred_over_the_date_four_characters_from_the_edge(sign, date, gaps):
    assert letters.closing(sign, date) == gaps


@font
def test_the_list_of_enclosures_goes_with_the_text_before_it_to_the_page_of_the_signature():
    listed = [{"style": "enclosure", "text": "附件：1．甲"}, {"style": "enclosure", "text": "2．乙"}]
    for size in range(80, 110, 5):
        [last] = [page for page in pages(letter(size, *listed)) if "2026年3月11日" in page]
        assert "行政复议" in last and "附件：1．甲" in last


@font
def test_a_line_before_a_long_number_is_not_stretched():
    text = "本机关曾经就一份政府信息公开申请（编号：YSQ-2026-000045）征求意见。"
    reader = PdfReader(io.BytesIO(rendering.pdf([{"style": "body", "text": text}, *SIGNED])))
    lines = reader.pages[0].extract_text().splitlines()
    assert lines[0].endswith("YSQ-2026-") and lines[1].startswith("000045")


@font
def test_the_whole_request_begins_a_page_of_its_own():
    annex = [{"style": "annex", "text": "附页"}, {"style": "full", "text": "第一项"}]
    assert "附页第一项" in pages([*letter(5), *annex])[1]


def test_the_word_file_keeps_the_signature_with_what_stands_before_it():
    document = Document(io.BytesIO(rendering.docx(letter(5))))
    assert document.element.xpath("count(//w:p[w:pPr/w:autoSpaceDN[@w:val='0']])") >= 7
    kept = [each.text[:4] for each in document.paragraphs if each.paragraph_format.keep_with_next]
    assert kept == ["如对本答", "澄溪县民", "2026"]


def test_page_numbers_stand_outside_odd_right_even_left():
    document = Document(io.BytesIO(rendering.docx(letter(5))))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert section.even_page_footer.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_a_request_is_quoted_in_one_line_and_long_ones_by_their_beginning():
    assert letters.quoted("2025年低保标准。") == "2025年低保标准"
    assert letters.quoted("第一项\n\n第二项 ") == "第一项　第二项" and letters.annex("第一项\n第二项") == []
    long = "一二三四五六七八九十" * 30
    assert letters.quoted(long) == long[:240] + "……（全文见附页）" and letters.annex(long) == [long]
