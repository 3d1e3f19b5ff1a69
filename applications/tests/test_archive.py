"""The archive of closed cases: everything in it, digests that hold, names that Windows takes, for its agency alone."""

import csv
import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from docx import Document

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, archiving, rendering, sheets
from applications.models import Attachment, Opinion
from applications.tests.conftest import moment
from audit.models import Entry

pytestmark = pytest.mark.django_db
AT = moment(3, 20)


def opened(response) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


@pytest.fixture
def archive(client, closed, clerk):
    """archive() -> the zip of the closed case, as its clerk gets it."""

    def fetch() -> zipfile.ZipFile:
        client.force_login(clerk)
        return opened(client.post(reverse("desk_applications:archive", args=[closed.number])))

    return fetch


def table(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_it_holds_register_letters_sealed_copy_and_records(archive, closed):
    names = archive().namelist()
    inside = [name.removeprefix(f"{closed.number}/") for name in names]
    assert inside[:4] == [
        "1表单/01政府信息公开申请表.docx",
        "1表单/02政府信息公开申请登记表.docx",
        "1表单/03政府信息公开申请答复审查呈批单.docx",
        "1表单/04政府信息公开文书送达回证.docx",
    ]
    assert inside[-2:] == ["目录.html", "目录.csv"]
    assert [name for name in inside if name.startswith("2文书/") and name.endswith(".docx")] == [
        "2文书/01政府信息公开申请登记回执（县民政局公开登〔2026〕1号）.docx",
        "2文书/02政府信息公开申请答复书（县民政局公开复〔2026〕1号）.docx",
    ]
    pages = [name for name in inside if name.startswith("2文书/") and name.endswith(".pdf")]
    assert len(pages) == 2 * rendering.can_pdf()
    assert [name for name in inside if name.startswith("3盖章件/")] == ["3盖章件/01-盖章件.pdf"]
    assert {"7送达记录.csv", "8办理记录.csv", "9审计记录.csv"} <= set(inside)


def test_the_index_has_the_digest_of_every_file(archive, closed):
    found = archive()
    lines = table(found, f"{closed.number}/目录.csv")[1:]
    assert len(lines) == len(found.namelist()) - 2
    for path, _, size, digest, note in lines:
        body = found.read(f"{closed.number}/{path}")
        assert (int(size), digest, note) == (len(body), sha256(body).hexdigest(), "完整")


def told(archive: zipfile.ZipFile, application, name: str) -> dict[str, str]:
    """The rows of one of its sheets."""
    [table] = Document(io.BytesIO(archive.read(f"{application.number}/1表单/{name}.docx"))).tables
    return {row.cells[0].text: row.cells[1].text for row in table.rows}


def test_the_sheets_have_the_person_the_outcome_who_agreed_and_how_it_was_served(archive, closed):
    found = archive()
    form = told(found, closed, "01政府信息公开申请表")
    assert form["姓名或者名称"] == "王申请" and "11010519491231002X" in form.values()
    register = told(found, closed, "02政府信息公开申请登记表")
    assert register["答复类型"] == "告知已主动公开" and "办结归档" in register["办理经过"]
    approval = told(found, closed, "03政府信息公开申请答复审查呈批单")
    assert approval["负责人审批意见"] == "同意\n赵负责　2026年3月11日"
    service = told(found, closed, "04政府信息公开文书送达回证")
    assert service["送达记录"].startswith("网上查看和下载　2026年3月12日")


def test_events_and_audit_entries_are_all_there(archive, closed):
    found = archive()
    kinds = [row[2] for row in table(found, f"{closed.number}/8办理记录.csv")[1:]]
    assert (kinds[0], kinds[-1]) == ("提交申请", "办结归档") and len(kinds) == closed.events.count()
    words = [row[2] for row in table(found, f"{closed.number}/9审计记录.csv")[1:]]
    assert words[0] == "登记公开申请" and words[-1] == "导出归档材料"


def test_what_others_said_and_what_was_brought_against_it_is_there(overturned, clerk):
    """Not only that somebody was asked: whom, when, and the words (Art 32, 45)."""
    Opinion.objects.create(
        application=overturned, ref="C1", kind="third_party", party="清源水务", sent_on=AT.date(),
        answered_on=AT.date(), answer="objects", text="含我公司报价",
    )  # fmt: skip
    overturned.events.create(
        kind="consult_answered", on=AT.date(), at=AT, actor="李经办", ref="C1", data={"answer": "objects"}
    )
    found = {piece.path.split("/", 1)[1]: piece.body for piece in archiving.pieces(overturned)}
    said, disputed = (found[f"7{name}.csv"].decode("utf-8-sig") for name in ("征求意见", "复议诉讼"))
    assert "清源水务" in said and "不同意公开,含我公司报价" in said
    assert "澄溪县人民政府" in disputed and "结果纠正,2026-04-08" in disputed
    assert "不同意公开" in found["8办理记录.csv"].decode("utf-8-sig")
    register = "\n".join(text for _, text in sheets.register(overturned).rows)
    assert "收到意见（李经办，清源水务，不同意公开）" in register


def test_the_export_is_recorded(archive, closed):
    archive()
    assert Entry.objects.about(closed).filter(word="导出归档材料").count() == 1


def test_a_file_that_is_gone_is_named_and_the_rest_goes_on(archive, closed):
    paper = closed.attachments.get()
    Path(paper.file.path).unlink()
    lines = table(archive(), f"{closed.number}/目录.csv")
    assert [line[4] for line in lines if "盖章件" in line[0]] == ["文件不在，没有导出"]


def test_an_erased_identity_stays_erased(archive, closed):
    type(closed).objects.filter(pk=closed.pk).update(identity="", identity_erased_at=AT)
    form = told(archive(), closed, "01政府信息公开申请表")
    assert form["身份信息"] == "已按保存期限删除" and "王申请" not in form.values()


def test_a_formula_in_a_note_stays_text(closed, archive):
    closed.events.create(kind="noted", on=AT.date(), at=AT, actor="李经办", note="=HYPERLINK(1)")
    notes = [row[4] for row in table(archive(), f"{closed.number}/8办理记录.csv")]
    assert "'=HYPERLINK(1)" in notes


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('a<b>:"/\\|?*c.pdf', "a_b________c.pdf"), ("CON.txt", "_CON.txt"), ("nul", "_nul"), ("附件. ", "附件"),
        ("", "未命名"), ("..", "未命名"), ("com1", "_com1"), ("console.txt", "console.txt"),
        ("长" * 200 + ".docx", "长" * 95 + ".docx"),
    ],
)  # fmt: skip
def test_names_are_those_that_windows_takes(name, safe):
    assert archiving.safe_name(name) == safe


def test_two_files_of_one_name_stay_two(archive, closed):
    for _ in range(2):
        Attachment.objects.create(
            application=closed, kind="evidence", name="送达回证.pdf", file=ContentFile(b"%PDF", "a.pdf"),
            content_type="application/pdf", size=4, digest=sha256(b"%PDF").hexdigest(), at=AT,
        )  # fmt: skip
    assert len([name for name in archive().namelist() if name.endswith("送达回证.pdf")]) == 2


@pytest.mark.parametrize("person", ["supervisor", "reviewer", "other_clerk", "stranger"])
def test_only_its_own_clerks_and_head_get_it(client, closed, person, request):
    client.force_login(request.getfixturevalue(person))
    answer = client.post(reverse("desk_applications:archive", args=[closed.number]))
    assert not answer.streaming
    assert not Entry.objects.about(closed).filter(word="导出归档材料").exists()


def test_a_link_alone_takes_nothing_out(client, closed, clerk):
    client.force_login(clerk)
    assert client.get(reverse("desk_applications:archive", args=[closed.number])).status_code == 405


def test_an_open_case_is_not_archived(client, assigned, clerk):
    client.force_login(clerk)
    answer = client.post(reverse("desk_applications:archive", args=[assigned.number]), follow=True)
    assert "现在不能“导出归档材料”" in answer.content.decode()


@pytest.fixture
def year(client, closed, clerk, agency):
    def fetch(number=2026):
        client.force_login(clerk)
        return client.post(reverse("desk_applications:archive_year"), {"agency": agency.pk, "year": number})

    return fetch


def test_a_year_has_a_folder_a_case_and_one_index(year, closed, form, agency, clerk):
    other, _ = actions.receive(
        form, agency=agency, channel="counter", actor=Actor.of(clerk), at=moment(3, 16)
    )
    actions.withdraw(other, Actor.of(clerk), at=moment(3, 17))
    still, _ = actions.receive(
        form, agency=agency, channel="counter", actor=Actor.of(clerk), at=moment(3, 18)
    )
    found = opened(year())
    folders = {name.split("/")[0] for name in found.namelist() if "/" in name}
    assert folders == {closed.number, other.number} and still.number not in folders
    listed = [line[0] for line in table(found, "目录.csv")[1:]]
    assert set(listed) == set(found.namelist()) - {"目录.html", "目录.csv"}
    assert Entry.objects.filter(word="导出归档材料").count() == 2


@pytest.mark.parametrize(
    ("number", "sentence"), [(2025, "没有已经办结的申请"), ("x", "年份写成"), (1, "年份太早")]
)
def test_an_empty_or_odd_year_says_so(year, number, sentence):
    answer = year(number)
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_another_agencys_year_is_not_offered_nor_given(client, closed, agency, other_clerk):
    client.force_login(other_clerk)
    answer = client.post(reverse("desk_applications:archive_year"), {"agency": agency.pk, "year": 2026})
    assert answer.status_code == 422 and not answer.streaming
    with pytest.raises(Refused, match="不是澄溪县民政局的申请经办人"):
        actions.archive_year(agency, 2026, Actor.of(other_clerk), at=AT)
