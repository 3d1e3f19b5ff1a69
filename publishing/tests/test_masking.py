"""Personal data covered inside files: formatting kept, split numbers found, the original kept for the office only."""

import io
import zipfile

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.shared import RGBColor

from accounts.actors import Actor
from accounts.verbs import Refused
from publishing import actions, inspection, masking, notices, privacy
from publishing.models import Attachment
from publishing.tests.fixtures import pass_reviews

CARD, MOBILE = "330102199003071230", "13812345678"
COVERED = "3301************30"


def cover(text: str) -> str:
    return privacy.mask(text, privacy.find(text))


def bytes_of(made) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def split_document() -> bytes:
    """A card over three runs with three looks; a mobile in a table, in the header and behind a mail link."""
    made = docx.Document()
    paragraph = made.add_paragraph("申请人身份证号：")
    for piece, look in ((CARD[:5], "bold"), (CARD[5:11], "italic"), (CARD[11:], "underline")):
        setattr(paragraph.add_run(piece), look, True)
    paragraph.add_run("，已核对。").font.color.rgb = RGBColor(255, 0, 0)
    table = made.add_table(rows=2, cols=2)
    for place, words in zip(table._cells, ("姓名", "手机", "谷雨生", MOBILE), strict=True):
        place.text = words
    made.sections[0].header.paragraphs[0].text = f"联系手机 {MOBILE}"
    made.core_properties.author = "谷雨生"
    return bytes_of(made)


def test_a_number_split_over_runs_is_covered_and_every_run_keeps_its_look():
    made = docx.Document(io.BytesIO(masking.masked("a.docx", split_document(), cover)))
    runs = made.paragraphs[0].runs
    assert "".join(run.text for run in runs) == f"申请人身份证号：{COVERED}，已核对。"
    assert (runs[1].bold, runs[2].italic, runs[3].underline) == (True, True, True)
    assert runs[4].font.color.rgb == RGBColor(255, 0, 0)
    assert made.tables[0].cell(1, 1).text == "138****5678"
    assert made.sections[0].header.paragraphs[0].text == "联系手机 138****5678"


def book() -> bytes:
    """A card as a text, a card and a mobile as numbers, one by a formula, one on a hidden sheet; merged and styled cells."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "救助对象名单"
    sheet.append(["姓名", "身份证号", "手机", "备注"])
    sheet.append(["谷雨生", CARD, int(MOBILE), "无"])
    sheet["B3"].font = openpyxl.styles.Font(bold=True)
    sheet.column_dimensions["B"].width = 30
    sheet["F3"] = "无"
    hidden = made.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["C3"] = f"手机{MOBILE}"
    return bytes_of(made)


def test_cells_are_covered_and_styles_widths_and_merged_cells_stay():
    made = openpyxl.load_workbook(io.BytesIO(masking.masked("a.xlsx", book(), cover)))
    sheet = made.worksheets[0]
    assert (sheet["B3"].value, sheet["C3"].value, sheet["D3"].value) == (COVERED, "138****5678", "无")
    assert sheet["B3"].font.bold
    assert sheet.column_dimensions["B"].width == 30
    assert [str(place) for place in sheet.merged_cells.ranges] == ["A1:D1"]
    assert made["底稿"]["C3"].value == "手机138****5678"
    assert sheet["F3"].value == "无"


@pytest.mark.parametrize(("name", "make"), [("a.docx", split_document), ("a.xlsx", book)])
def test_nothing_covered_is_left_in_any_part(name, make):
    with zipfile.ZipFile(io.BytesIO(masking.masked(name, make(), cover))) as package:
        whole = b"".join(package.read(part) for part in package.namelist()).decode("utf-8", "replace")
    assert CARD not in whole
    assert MOBILE not in whole


def with_part(data: bytes, name: str, body: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.pdf", b"%PDF-", "再导出 PDF"),
        ("a.xls", b"", "另存为 .xlsx"),
        ("a.jpg", b"", "请在原文件里遮盖"),
        ("a.docx", b"broken", "读不懂"),
        ("a.xlsx", with_part(book(), "xl/pivotCache/records1.xml", b"<a/>"), "数据透视表"),
        ("a.docx", with_part(split_document(), "customXml/item1.xml", CARD.encode()), "自定义数据"),
    ],
)
def test_what_cannot_be_covered_for_sure_is_refused_with_what_to_do(name, data, wanted):
    with pytest.raises(masking.Unmaskable, match=wanted):
        masking.masked(name, data, cover)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_keeps_its_encoding(encoding):
    data = f"姓名,手机\n谷雨生,{MOBILE}".encode(encoding)
    assert masking.masked("a.csv", data, cover).decode(encoding) == "姓名,手机\n谷雨生,138****5678"


def test_cells_stand_under_their_headings_where_some_are_missing():
    made = openpyxl.Workbook()
    made.active["A1"], made.active["C1"], made.active["C2"] = "姓名", "手机", MOBILE
    assert inspection.inspect("a.xlsx", bytes_of(made)).text.split("\n")[1:] == [
        "姓名\t\t手机",
        f"\t\t{MOBILE}",
    ]


@pytest.fixture
def with_file(drafted, editor, at):
    def make(name="名单.docx", data=None, personal=False, **facts):
        publication = drafted(**facts)
        upload = SimpleUploadedFile(name, data or split_document())
        return actions.attach(publication, Actor.of(editor), upload=upload, personal=personal, at=at)

    return make


def test_one_click_makes_a_new_version_and_keeps_the_original_inside(with_file, bring, editor, client, at):
    original = with_file()
    made = actions.mask_file(original, Actor.of(editor), at=at)
    publication = made.publication
    assert list(publication.attachments.all()) == [made]
    assert (made.name, made.made_from, made.order) == ("名单.docx", original, original.order)
    assert privacy.find(made.text) == []
    original.refresh_from_db()
    assert original.superseded_at == at
    assert docx.Document(made.file.open("rb")).core_properties.author == ""
    publication.refresh_from_db()
    publication = bring(publication, "published")
    public = reverse("publishing:file", args=[publication.public_id, original.pk])
    assert client.get(public).status_code == 404
    assert not Attachment.objects.filter(pk=original.pk).exists()
    client.force_login(editor)
    inside = reverse("desk_publishing:file", args=[publication.public_id, original.pk])
    assert client.get(inside).status_code == 200


def test_what_was_reviewed_must_be_so_again(with_file, bring, editor, reviewer, at):
    original = with_file()
    original.publication.refresh_from_db()
    bring(original.publication, "submitted")
    pass_reviews(original.publication, Actor.of(reviewer), at)
    made = actions.mask_file(original, Actor.of(editor), at=at)
    made.publication.refresh_from_db()
    assert (made.publication.state, made.publication.revision) == ("draft", 3)


def test_a_list_of_people_is_covered_by_the_rules_of_its_notice(with_file, editor, at):
    notices.load()
    made = actions.mask_file(
        with_file("名单.xlsx", book(), personal=True, kind="publicity"), Actor.of(editor), at=at
    )
    sheet = openpyxl.load_workbook(made.file.open("rb")).worksheets[0]
    assert [cell.value for cell in sheet[3]][:4] == ["谷**", COVERED, "***********", "无"]
    assert notices.shows_more(made, notices.rules_of(made.publication)) == []


def test_masking_is_refused_to_others_for_clean_files_and_twice(with_file, editor, clerk, at):
    original = with_file()
    with pytest.raises(Refused, match="权限"):
        actions.mask_file(original, Actor.of(clerk), at=at)
    clean = with_file("说明.txt", "没有个人信息".encode())
    with pytest.raises(Refused, match="没有需要遮盖的"):
        actions.mask_file(clean, Actor.of(editor), at=at)
    actions.mask_file(original, Actor.of(editor), at=at)
    with pytest.raises(Refused, match="刚刚被同事换掉"):
        actions.mask_file(original, Actor.of(editor), at=at)


def test_the_button_on_the_desk(with_file, client, editor):
    original = with_file()
    detail = reverse("desk_publishing:detail", args=[original.publication.public_id])
    button = reverse("desk_publishing:mask_file", args=[original.publication.public_id, original.pk])
    client.force_login(editor)
    assert button in client.get(detail).content.decode()
    assert client.post(button).status_code == 302
    page = client.get(detail).content.decode()
    assert "遮盖以前的原件" in page
    assert "/mask/" not in page
    scanned = with_file("名单.pdf", b"%PDF-1.7 x")
    refused = client.post(
        reverse("desk_publishing:mask_file", args=[scanned.publication.public_id, scanned.pk])
    )
    assert (refused.status_code, "再导出 PDF" in refused.content.decode()) == (409, True)
