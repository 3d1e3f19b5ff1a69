"""The desk: one record after the other, or many from a table with what is wrong said by row."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from publishing import actions
from publishing.models import Publication
from publishing.tests.records.conftest import PENALTY, PERSON

NEW = reverse("desk_publishing:record_new", args=["penalty"])
BRING = reverse("desk_publishing:record_import", args=["penalty"])
HEADS = {
    "number": "处罚决定书文号", "party": "当事人", "party_kind": "行政相对人类别", "credit_code": "统一社会信用代码",
    "legal_rep": "法定代表人", "offence": "违法行为类型", "facts": "违法事实", "basis": "处罚依据", "sort": "处罚种类",
    "content": "处罚内容", "fine": "罚款金额（万元）", "decided_on": "处罚决定日期", "ends_on": "公示截止期",
}  # fmt: skip


def posted(agency, **fields) -> dict:
    typed = {f"f_{name}": value for name, value in (PENALTY | fields).items()}
    return typed | {"agency": agency.pk, "attribute": "active", "ends_on": "2027-03-01", "text": ""}


def workbook(*rows: dict) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.append(["2026年行政处罚台账"])
    book.active.append(list(HEADS.values()))
    for row in rows:
        book.active.append([row.get(name, "") for name in HEADS])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


@pytest.fixture
def desk(client, editor, column):
    client.force_login(editor)
    return client


def test_a_filled_form_becomes_a_draft(desk, agency):
    answer = desk.post(NEW, posted(agency))
    made = Publication.objects.get()
    assert answer.url == reverse("desk_publishing:detail", args=[made.public_id])
    assert made.fields["fine"] == 3 and made.state == "draft"
    text = desk.get(answer.url).content.decode()
    assert "行政处罚决定书文号" in text and "澄民罚〔2026〕3号" in text


def test_one_more_keeps_the_agency(desk, agency):
    answer = desk.post(NEW, posted(agency) | {"again": "1"})
    assert answer.url == f"{NEW}?agency={agency.pk}"


def test_a_wrong_form_says_what_is_wrong_and_keeps_every_character(desk, agency):
    answer = desk.post(NEW, posted(agency, fine="三万", number="") | {"ends_on": ""})
    text = answer.content.decode()
    assert "有 3 处需要修改" in text and "罚款金额“三万”不是数字" in text and 'value="三万"' in text
    assert "填写公示截止日期" in text and not Publication.objects.exists()


def test_the_edit_form_is_the_records_own(desk, recorded):
    made = recorded("penalty")
    assert desk.get(reverse("desk_publishing:edit", args=[made.public_id])).url == reverse(
        "desk_publishing:record_edit", args=[made.public_id]
    )
    address = reverse("desk_publishing:record_edit", args=[made.public_id])
    assert 'value="澄溪县云栎食品有限公司"' in desk.get(address).content.decode()
    desk.post(address, posted(made.agency, fine="8") | {"version": "1"})
    made.refresh_from_db()
    assert made.fields["fine"] == 8 and made.revision == 2
    late = desk.post(address, posted(made.agency, fine="9") | {"version": "1"}).content.decode()
    assert "您的修改还没有保存" in late and 'value="9"' in late


def test_the_list_holds_own_records_by_state(desk, recorded, bring):
    bring(recorded("penalty"), "published")
    address = reverse("desk_publishing:records", args=["penalty"])
    assert "澄民罚〔2026〕3号" in desk.get(address).content.decode()
    assert "这里还没有记录。" in desk.get(address + "?state=draft").content.decode()
    assert desk.get(reverse("desk_publishing:records", args=["nothing"])).status_code == 404


def sent(desk, agency, *rows):
    return desk.post(BRING, {"agency": agency.pk, "file": workbook(*rows)})


def test_a_table_is_read_then_written(desk, agency):
    rows = [row | {"ends_on": "2027-03-01"} for row in (PENALTY, PERSON)]
    shown = sent(desk, agency, *rows)
    assert '可以导入 <b class="num">2</b> 条' in shown.content.decode() and not Publication.objects.exists()
    context = {"agency": agency.pk, "rows": shown.context["rows_json"]}
    assert desk.post(BRING, context).url == reverse("desk_publishing:records", args=["penalty"])
    names = {made.fields["party"] for made in Publication.objects.all()}
    assert names == {"澄溪县云栎食品有限公司", "王某某"}
    again = sent(desk, agency, *rows).content.decode()
    assert '可以导入 <b class="num">0</b> 条，已经有的 <b class="num">2</b> 条' in again
    desk.post(BRING, context)
    assert Publication.objects.count() == 2


def test_errors_are_said_by_row_and_the_rest_may_be_written(desk, agency):
    good = PENALTY | {"ends_on": "2027-03-01"}
    bad = good | {"number": "澄民罚〔2026〕8号", "decided_on": "明天", "sort": "口头教育"}
    shown = sent(desk, agency, good, bad, good)
    text = shown.content.decode()
    assert (
        '<td class="n">4</td>' in text and "处罚决定日期“明天”不是日期" in text and "不在可选的里面" in text
    )
    assert "和第 3 行是同一份" in text and "先导入没有问题的 1 条" in text
    desk.post(BRING, {"agency": agency.pk, "rows": shown.context["rows_json"]})
    assert Publication.objects.count() == 1


def test_a_table_may_be_pasted_with_commas_in_its_texts(desk, agency):
    row = PENALTY | {
        "ends_on": "2027-03-01",
        "facts": "甲，乙，丙，丁，戊，己，庚，辛，壬，癸，子，丑，寅，卯",
    }
    text = "\n".join(["\t".join(HEADS.values()), "\t".join(row[name] for name in HEADS)])
    shown = desk.post(BRING, {"agency": agency.pk, "text": text}).content.decode()
    assert '可以导入 <b class="num">1</b> 条' in shown


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("a.xlsx", b"not a workbook"), "不是真正的 .xlsx 文件"),
        (SimpleUploadedFile("a.xlsm", b"x"), "只能导入"),
        (SimpleUploadedFile("a.csv", "标题,日期\n甲,乙\n".encode()), "没有找到表头"),
        (SimpleUploadedFile("a.csv", "处罚决定书文号,当事人,处罚类别,违法事实,处罚依据\n".encode()), "表里缺少这些列"),
        (None, "选择一个文件"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(desk, agency, upload, sentence):
    given = {"agency": agency.pk} | ({"file": upload} if upload else {})
    assert sentence in desk.post(BRING, given).content.decode()


@pytest.mark.parametrize("rows", ["", "nonsense", "[[1]]", '{"a": 1}', '[["x", {}]]'])
def test_a_page_that_was_tampered_with_writes_nothing(desk, agency, rows):
    text = desk.post(BRING, {"agency": agency.pk, "rows": rows}).content.decode()
    assert "请重新上传表格" in text and not Publication.objects.exists()


def test_the_empty_table_of_each_kind_can_be_filled_and_sent_back(desk, agency):
    for kind in ("penalty", "licence", "project", "budget"):
        body = desk.get(reverse("desk_publishing:record_table", args=[kind])).content
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        assert sheet["A2"].value.startswith("填写说明")
    heads = {
        cell.value.rstrip("*"): cell.column
        for cell in openpyxl.load_workbook(
            io.BytesIO(desk.get(reverse("desk_publishing:record_table", args=["penalty"])).content)
        ).active[1]
    }
    assert "罚款金额（万元）" in heads and "公示截止日期" in heads


def test_a_clerk_and_another_agency_are_turned_away(client, clerk, editor, other_agency, column, recorded):
    client.force_login(clerk)
    assert client.get(NEW).status_code in (302, 403)
    client.force_login(editor)
    assert "选择" in client.post(NEW, posted(other_agency)).content.decode()
    assert not Publication.objects.exists()


def test_a_revoked_penalty_is_noted_and_taken_back_on_the_desk(desk, recorded, bring, reviewer, at):
    made = bring(recorded("penalty"), "published")
    page = reverse("desk_publishing:detail", args=[made.public_id])
    assert "登记变更、撤销" in desk.get(page).content.decode()
    given = {"outcome": "changed", "on": "2026-03-02", "by": "县政府", "document": "", "reason": ""}
    bad = desk.post(reverse("desk_publishing:reverse", args=[made.public_id]), given)
    assert bad.status_code == 409 and "写明理由" in bad.content.decode() and "县政府" in bad.content.decode()
    desk.post(reverse("desk_publishing:reverse", args=[made.public_id]), given | {"reason": "量罚不当"})
    desk.force_login(reviewer)
    assert "依照行政处罚法第四十八条撤回。理由：量罚不当" in desk.get(page).content.decode()
    desk.post(reverse("desk_publishing:take_back", args=[made.public_id]), {"reason": actions.note_of(made)})
    made.refresh_from_db()
    assert made.state == "withdrawn" and "量罚不当" in made.withdrawal_note


def test_masking_touches_the_long_texts_only(recorded, editor, at):
    made = recorded("penalty", facts="当事人电话13812345678。")
    masked = actions.mask(made, Actor.of(editor), at=at + timedelta(minutes=1))
    assert "13812345678" not in masked.fields["facts"]
    assert masked.fields["credit_code"] == "91350100M000100Y43"


class TestStages:
    """The project's page: responsible agencies, what fills each kind, every refusal with what was typed."""

    @pytest.fixture
    def project(self, recorded, bring):
        return bring(recorded("project"), "published")

    def post(self, desk, project, name, **data):
        return desk.post(reverse("desk_publishing:stage", args=[project.public_id, name]), data)

    def test_fill_by_choice_by_number_by_address_and_clear(self, desk, project, drafted, bring):
        paper = bring(drafted(title="澄溪县中心敬老院扩建工程招标公告"), "published")
        page = desk.get(reverse("desk_publishing:stages", args=[project.public_id])).content.decode()
        assert "竣工有关信息" in page and f'value="{paper.public_id}"' in page
        held = project.stages.get(name="tender").publications
        ways = {"tender-fill-chosen": paper.public_id}, {"tender-fill-which": paper.index_number}
        ways += ({"tender-fill-which": f"http://x/publications/{paper.public_id}/"},)
        for way in ways:
            assert self.post(desk, project, "tender", do="fill", **way).status_code == 302
            assert held.get() == paper
            self.post(desk, project, "tender", do="clear", publication=paper.public_id)
            assert not held.exists()

    def test_assign(self, desk, project, other_agency):
        data = {"land-agency": other_agency.pk, "land-needless": "不征收土地"}
        self.post(desk, project, "land", do="assign", **data)
        stage = project.stages.get(name="land")
        assert (stage.agency, stage.needless) == (other_agency, "不征收土地")

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({"do": "fill"}, "选一份信息"),
            ({"do": "fill", "tender-fill-which": "没有的标题"}, "没有找到“没有的标题”"),
            ({"do": "fill", "tender-fill-which": "a\x00b"}, "不允许"),
            ({"do": "clear", "publication": "nothing"}, "已经不在这一类里"),
            ({"do": "assign", "tender-agency": "99999"}, "选择"),
            ({"do": "dance"}, "没有这个操作"),
        ],
    )
    def test_refusals_are_sentences(self, desk, project, data, sentence):
        answer = self.post(desk, project, "tender", **data)
        assert answer.status_code == 409 and sentence in answer.content.decode()

    def test_other_records_have_no_stages(self, desk, recorded):
        made = recorded("penalty")
        assert desk.get(reverse("desk_publishing:stages", args=[made.public_id])).status_code == 404
