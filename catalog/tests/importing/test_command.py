"""import_catalog: what it answers, what it writes, and that it may be repeated."""

import json

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from catalog.models import Item, ItemVersion
from catalog.tests.importing.conftest import line, workbook


@pytest.fixture
def run(tmp_path, capsys, domain, agency):
    """run(data, **options) -> the answer of import_catalog."""

    def do(data: bytes, name: str = "目录.xlsx", **options) -> dict:
        file = tmp_path / name
        file.write_bytes(data)
        capsys.readouterr()
        call_command("import_catalog", file, **options)
        return json.loads(capsys.readouterr().out)

    return do


def counts(answer: dict) -> tuple[int, ...]:
    return tuple(answer[name] for name in ("rows", "created", "changed", "unchanged", "retired"))


def test_items_are_created_with_version_agency_and_one_entry(run, agency):
    answer = run(workbook([line(), line("2", level2="名单")]))
    assert counts(answer) == (2, 2, 0, 0, 0)
    item = Item.objects.get(level2="办事指南")
    assert (item.agency, item.version, item.renewal_days, item.computable) == (agency, 1, 90, True)
    assert item.versions.get().reason == "导入《目录.xlsx》"
    entry = Entry.objects.get(word="导入目录表格")
    assert (entry.actor_label, entry.detail["created"], entry.detail["file"]) == ("系统", 2, "目录.xlsx")


def test_the_answer_carries_the_items_in_file_order(run):
    answer = run(workbook([line()]), dry_run=True)
    expected = {
        "domain": "社会救助", "item_level1": "最低生活保障", "item_level2": "办事指南", "content": "办理条件、所需材料",
        "basis": "《社会救助暂行办法》", "time_limit": "制定或获取信息之日起10个工作日内", "publisher": "县民政局",
        "channels": ["政府网站"], "audience": "全社会", "method": "主动", "level": "县级",
    }  # fmt: skip
    assert {name: answer["items"][0][name] for name in expected} == expected
    assert answer["flagged"] == []


def test_a_dry_run_writes_nothing(run):
    assert counts(run(workbook([line()]), dry_run=True)) == (1, 1, 0, 0, 0)
    assert (Item.objects.count(), Entry.objects.filter(word="导入目录表格").count()) == (0, 0)


def test_it_is_safe_to_repeat(run):
    run(workbook([line()]))
    assert counts(run(workbook([line()]))) == (1, 0, 0, 1, 0)
    assert ItemVersion.objects.count() == 1


def test_what_is_changed_is_a_version_and_what_is_gone_is_retired(run):
    run(workbook([line(), line("2", level2="名单")]))
    assert counts(run(workbook([line(content="办理条件、时限")]))) == (1, 0, 1, 0, 1)
    item = Item.objects.get(level2="办事指南")
    assert (item.version, item.versions.first().changed) == (2, ["content"])
    assert Item.objects.get(level2="名单").retired_on


def test_keep_leaves_what_is_gone(run):
    run(workbook([line(), line("2", level2="名单")]))
    assert counts(run(workbook([line()]), keep=True)) == (1, 0, 0, 1, 0)


def test_equals_are_told_apart_by_their_place(run):
    run(workbook([line(content="甲"), line(content="乙")]))
    assert counts(run(workbook([line(content="甲"), line(content="丙")]))) == (2, 0, 1, 1, 0)
    assert [item.content for item in Item.objects.order_by("order")] == ["甲", "丙"]


def test_an_empty_cell_takes_nothing_away(run):
    run(workbook([line()]))
    assert counts(run(workbook([line(basis=None)]))) == (1, 0, 0, 1, 0)
    assert Item.objects.get().basis == "《社会救助暂行办法》"


def test_a_table_of_one_agency_leaves_the_others_alone(run, other_agency):
    run(workbook([line(), line("2", "房屋", "名单", publisher="县住建局")]))
    answer = run(workbook([line("1", "住房保障", "指南", publisher="县住建局")]), agency="CX102")
    assert counts(answer) == (1, 1, 0, 0, 1)
    assert Item.objects.get(level1="住房保障").agency == other_agency
    assert Item.objects.get(level1="最低生活保障").retired_on is None


def test_an_unknown_domain_is_flagged_and_not_written(run):
    answer = run(workbook([line()], title="澄溪县旅游领域基层政务公开标准目录"))
    assert (answer["created"], answer["items"][0]["domain"]) == (0, "旅游")
    assert [f["problem"] for f in answer["flagged"]] == ["目录里没有“旅游”这个领域，先新增领域再导入"]


def test_an_unknown_publisher_is_flagged_and_left_open(run):
    answer = run(workbook([line(publisher="县海洋局")]))
    assert [f["text"] for f in answer["flagged"]] == ["县海洋局"]
    assert list(Item.objects.get().links.all()) == []


def test_the_report_is_written_to_a_file(run, tmp_path):
    answer = run(workbook([line()]), report=tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == answer


@pytest.mark.parametrize(
    ("options", "sentence"), [({"domain": "没有"}, "没有“没有”这个领域"), ({"agency": "X"}, "没有机构代码")]
)
def test_wrong_options_end_with_two(run, options, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        run(workbook([line()]), **options)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("name", ["目录.xlsx", "目录.doc"])
def test_a_file_that_cannot_be_read_ends_with_two_and_writes_nothing(run, name):
    with pytest.raises(CommandError) as refused:
        run(b"broken", name)
    assert refused.value.returncode == 2
    assert Item.objects.count() == 0


def test_a_file_that_is_not_there_ends_with_two(tmp_path):
    with pytest.raises(CommandError, match="读不了文件") as refused:
        call_command("import_catalog", tmp_path / "none.xlsx")
    assert refused.value.returncode == 2
