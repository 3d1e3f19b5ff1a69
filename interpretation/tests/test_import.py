"""Documents of an earlier site."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from duties.models import Duty
from interpretation.models import PolicyDocument
from interpretation.standing import interpretation_status
from publishing.models import Publication

ROW = {
    "id": "S9",
    "title": "某省人民政府办公厅关于印发工作安排的通知",
    "doc_number": "某政办发[2020]65号",
    "issuer": "某省人民政府办公厅",
    "date": "2020-08-10",
    "publish_date": "",
    "category": "规范性文件",
    "region": "某省",
    "status": "",
    "text": "各市人民政府：\n现印发给你们。",
}


@pytest.fixture
def load(tmp_path, government):
    """load(*rows, **options) -> the command's answer."""

    def run(*rows, **options):
        path = tmp_path / "in.jsonl"
        path.write_text(
            "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
        )
        out = StringIO()
        call_command("import_publications", str(path), stdout=out, **options)
        return json.loads(out.getvalue())

    return run


def test_a_document_is_published_as_it_is(load, client):
    assert load(ROW)["created"] == 1
    found = Publication.objects.get()
    assert (found.external_id, found.issuer_name, found.state) == ("S9", "某省人民政府办公厅", "published")
    assert found.policy.doc_number == "某政办发〔2020〕65号"
    text = client.get(f"/publications/{found.public_id}/").content.decode()
    assert "未注明" in text
    assert "2020年8月10日" in text


def test_it_is_safe_to_repeat(load):
    load(ROW)
    assert load(ROW)["unchanged"] == 1
    assert load(ROW | {"text": "改过的正文。"})["changed"] == 1
    assert load(ROW | {"text": "改过的正文。"})["unchanged"] == 1
    assert Publication.objects.count() == 1


def test_only_the_policy_s_facts_changed_counts_as_changed(load):
    load(ROW)
    assert load(ROW | {"status": "废止或失效"})["changed"] == 1
    assert PolicyDocument.objects.get().stated_validity == "repealed"


def test_no_duty_opens_and_nothing_is_late(load, at):
    load(ROW)
    policy = PolicyDocument.objects.get()
    assert not Duty.objects.exists()
    assert interpretation_status(policy, at.date()) == "waived"


def test_missing_and_odd_fields_are_flagged_never_refused(load):
    bare = {"id": "S10", "title": "只有标题"}
    odd = ROW | {
        "id": "S11",
        "date": "2020-13-45",
        "publish_date": "2019-01-01",
        "text": None,
        "issuer": None,
    }
    answer = load(ROW, bare, odd, ROW | {"id": "S12"})
    assert (answer["created"], answer["refused"]) == (4, [])
    problems = {flag["problem"] for flag in answer["flagged"]}
    assert {
        "成文日期未注明",
        "没有正文",
        "成文日期“2020-13-45”无法识别",
        "发文字号“某政办发[2020]65号”重复",
    } <= problems


SIGNED = "某科发〔2021〕7号\n各市科技局：\n现印发给你们。\n某省科学技术厅\n2021年1月3日"


def test_what_a_line_leaves_out_is_read_from_the_document_and_flagged(load):
    answer = load({"id": "S16", "title": "关于印发办法的通知", "category": "规范性文件", "text": SIGNED})
    found = Publication.objects.get()
    assert (found.policy.doc_number, found.issuer_name, str(found.formed_on)) == (
        "某科发〔2021〕7号", "某省科学技术厅", "2021-01-03",
    )  # fmt: skip
    problems = [flag["problem"] for flag in answer["flagged"]]
    assert problems == ["制发机关取自正文", "成文日期取自正文", "发布日期未注明", "发文字号取自正文"]


def test_what_a_line_gives_stands_even_where_the_document_says_otherwise(load):
    answer = load(ROW | {"text": SIGNED, "publish_date": "2020-08-11"})
    found = Publication.objects.get()
    assert (found.policy.doc_number, found.issuer_name, str(found.formed_on)) == (
        "某政办发〔2020〕65号", "某省人民政府办公厅", "2020-08-10",
    )  # fmt: skip
    assert [flag["problem"] for flag in answer["flagged"]] == ["成文日期与落款的2021-01-03不一致"]


def test_a_document_that_names_no_issuer_is_not_said_to_be_ours(load):
    answer = load({"id": "S17", "title": "伦理指引", "text": "正文。"})
    assert Publication.objects.get().issuer_name == "未注明"
    assert "制发机关未注明" in [flag["problem"] for flag in answer["flagged"]]


def test_a_line_without_id_or_title_is_refused_with_its_reason(load):
    answer = load("not json", "[1]", {"title": "无编号"}, {"id": "S13"}, ROW)
    assert [refused["reason"] for refused in answer["refused"]] == [
        "这一行不是 JSON",
        "这一行不是 JSON 对象",
        "缺少 id",
        "缺少 title",
    ]
    assert (answer["rows"], answer["created"]) == (5, 1)


def test_a_dry_run_changes_nothing(load):
    assert load(ROW, dry_run=True)["created"] == 1
    assert not Publication.objects.exists()


def test_an_old_address_leads_to_the_document(load, client):
    load(ROW | {"old_url": "http://www.old.gov.cn/art/2020/8/10/art_1.html"})
    answer = client.get("/art/2020/8/10/art_1.html")
    assert (answer.status_code, answer.url) == (301, f"/publications/{Publication.objects.get().public_id}/")


def test_an_agency_of_ours_is_recognised(load, agency):
    load(ROW | {"issuer": "澄溪县民政局"}, ROW | {"id": "S14", "agency": "CX101"})
    assert {found.agency_id for found in Publication.objects.all()} == {agency.pk}
    assert set(Publication.objects.values_list("issuer", flat=True)) == {"", "某省人民政府办公厅"}


def test_an_interpretation_finds_its_policy(load):
    told = {"id": "S15", "title": f"《{ROW['title']}》解读", "category": "政策解读", "text": "正文"}
    load(ROW, told)
    assert PolicyDocument.objects.get().interpretations.get().publication.external_id == "S15"


def test_items_are_served(load, item):
    load(ROW | {"items": [item.pk, 999999, "x"]})
    assert Publication.objects.get().items.get() == item


def test_a_file_that_cannot_be_read_ends_with_code_two(tmp_path):
    with pytest.raises(CommandError) as error:
        call_command("import_publications", str(tmp_path / "none.jsonl"))
    assert error.value.returncode == 2


def test_an_empty_portal_gets_its_government(tmp_path, db, settings):
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(ROW))
    call_command("import_publications", str(path), stdout=StringIO())
    assert Publication.objects.get().agency.name == settings.SITE["government"]


def test_control_characters_are_left_out(load):
    assert load(ROW | {"title": "关于\x0b印发\x00的通知", "text": "第一\x1f段"})["created"] == 1
    found = Publication.objects.get()
    assert (found.title, found.text) == ("关于印发的通知", "第一段")
