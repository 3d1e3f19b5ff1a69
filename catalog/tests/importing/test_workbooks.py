"""Workbooks with each pitfall of real tables, as they must be read."""

import pytest

from catalog.tests.importing.conftest import BASIS, HEAD, LIMIT, SUB, line, problems, workbook


def test_the_official_layout(table):
    reading = table([line()])
    item = reading.items[0]
    assert (item.row, item.domain, item.level1, item.level2) == (4, "社会救助", "最低生活保障", "办事指南")
    assert (item.content, item.basis, item.time_limit) == ("办理条件、所需材料", BASIS, LIMIT)
    assert (item.publisher, item.channels) == ("县民政局", ["政府网站"])
    assert (item.audience, item.method, item.level) == ("全社会", "主动", "县级")
    assert (reading.rows, reading.flags, item.inherited) == (1, [], [])


def test_merged_cells_are_filled_and_marked_as_inherited(table):
    second = line("2", None, "审核信息", "名单", None, None, None, None, (None,) * 6)
    merges = ["B4:B5", "E4:E5", "F4:F5", "G4:G5", "H4:H5", *(f"{c}4:{c}5" for c in "IJKLMN")]
    item = table([line(), second], merges=merges).items[1]
    assert (item.level1, item.level2, item.basis) == ("最低生活保障", "审核信息", BASIS)
    assert (item.channels, item.audience, item.method, item.level) == (["政府网站"], "全社会", "主动", "县级")
    assert set(item.inherited) == {
        "level1", "basis", "time_limit", "publisher", "channels", "audience", "method", "level",
    }  # fmt: skip


def test_one_item_over_several_rows_of_content_is_one(table):
    """财政预决算: only the content is split; everything else is merged."""
    rows = [
        line(content="一般公共预算；"),
        *[line(None, None, None, c, *[None] * 4, (None,) * 6) for c in ("政府性基金预算；", "“三公”经费。")],
    ]
    reading = table(rows, merges=[f"{c}4:{c}6" for c in "ABCEFGHIJKLMN"])
    assert [item.content for item in reading.items] == ["一般公共预算；政府性基金预算；“三公”经费。"]
    assert reading.rows == 3


MIXED_HEAD = "公开方式,,公开\n渠道,公开主体,公开 时限,公 开 依 据,公开内容(要素)及要求,公开事项,,公开层次,,公开对象,,备注"
MIXED_SUB = "依\n申\n请,主动,,,,,,一级事项,二级事项,乡级,县级,特定群众,全 社 会,"
MIXED_ROW = f",√,1.政府网站 2.两微一端,县民政局,{LIMIT},{BASIS},办理条件,临时救助,办事指南,√,,√申请人,,略"


def test_columns_are_found_by_their_words_wherever_they_stand(table):
    head, sub, row = (
        [cell or None for cell in text.split(",")] for text in (MIXED_HEAD, MIXED_SUB, MIXED_ROW)
    )
    item = table([row], head=(head, sub), across=["A1:N1", "A2:B2", "H2:I2", "J2:K2", "L2:M2"]).items[0]
    assert (item.level1, item.level2, item.content) == ("临时救助", "办事指南", "办理条件")
    assert (item.method, item.level, item.audience) == ("主动", "乡级", "特定群体:申请人")
    assert item.channels == ["政府网站", "两微一端"]


@pytest.mark.parametrize("label", ["事项名称", "开事项"])
def test_other_words_for_the_item(table, label):
    head = [
        label,
        "开内容" if label == "开事项" else "内容规范",
        "法律依据",
        "公开时长",
        "责任主体",
        "公开形式",
        "公开对象",
        "公开属性",
        "公开层级",
    ]
    row = ["低保审批", "名单", BASIS, LIMIT, "县民政局", "政府网站", "全社会", "主动公开", "县级、乡级"]
    item = table([row], head=(head,), across=["A1:I1"]).items[0]
    assert (item.level1, item.level2, item.content, item.time_limit) == ("低保审批", "", "名单", LIMIT)
    assert (item.publisher, item.channels, item.method, item.level) == (
        "县民政局",
        ["政府网站"],
        "主动",
        "县级;乡级",
    )


def test_a_header_label_that_stands_twice_is_the_next_level(table):
    sub = [None, "一级事项", "一级事项", *SUB[3:]]
    item = table([line()], head=(HEAD, sub)).items[0]
    assert (item.level1, item.level2) == ("最低生活保障", "办事指南")


def test_公开方式_twice_is_method_and_level(table):
    head = [
        "公开事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开方式",
    ]
    row = ["低保", "名单", BASIS, LIMIT, "县民政局", "政府网站", "全社会", "主动", "县级"]
    item = table([row], head=(head,), across=["A1:I1"]).items[0]
    assert (item.method, item.level) == ("主动", "县级")


def test_公开方式_beside_公开属性_is_only_the_format(table):
    head = [
        "公开事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
        "公开对象",
        "公开方式",
        "公开属性",
        "公开层级",
    ]
    row = ["低保", "名单", BASIS, LIMIT, "县民政局", "政府网站", "全社会", "全文发布", "主动公开", "县级"]
    assert table([row], head=(head,), across=["A1:J1"]).items[0].method == "主动"


def test_three_levels_are_joined(table):
    head = [*HEAD[:3], None, *HEAD[3:]]
    sub = [None, "一级事项", "二级事项", "三级事项", *SUB[3:]]
    row = line()
    item = table([[*row[:3], "申请条件", *row[3:]]], head=(head, sub), across=["A1:O1", "B2:D2"]).items[0]
    assert item.level2 == "办事指南/申请条件"


def test_a_repeated_header_is_dropped(table):
    reading = table([line(), HEAD, SUB, line("2", level2="政策文件")])
    assert [item.level2 for item in reading.items] == ["办事指南", "政策文件"]


def test_headings_change_the_domain(table):
    reading = table([line(), ["（二）就业创业领域"], line("1", "就业信息", "招聘会")], merges=["A5:N5"])
    assert [(i.domain, i.level1) for i in reading.items] == [
        ("社会救助", "最低生活保障"),
        ("就业创业", "就业信息"),
    ]


def test_同上_takes_the_nearest_above_and_keeps_what_was_said(table):
    rows = [line(), line("2", "临时救助", basis="同上"), line("3", "临时救助", "名单", basis="同上")]
    items = table(rows).items
    assert [item.basis for item in items] == [BASIS] * 3
    assert (items[2].said, "basis" in items[2].inherited) == ({"basis": "同上"}, True)


def test_a_dash_is_no_second_level(table):
    rows = [line(level2=dash) for dash in ("─", "—", "-")]
    assert {item.level2 for item in table(rows).items} == {""}


def test_equal_levels_are_legal(table):
    item = table([line(level1="财务信息", level2="财务信息")]).items[0]
    assert (item.level1, item.level2) == ("财务信息", "财务信息")


def test_blanks_and_line_breaks_are_joined(table):
    item = table(
        [
            line(
                basis="《办法》（国办发〔2019〕5 4\n号）",
                limit="信息形成之日起 20 个\n工作日内",
                content="申 请\n条件",
            )
        ]
    ).items[0]
    assert item.basis == "《办法》（国办发〔2019〕54号）"
    assert (item.time_limit, item.content) == ("信息形成之日起20个工作日内", "申请条件")


def test_numbers_alone_are_no_items_and_remarks_neither(table):
    reading = table([line(), ["2"], line("3", level2="名单"), ["4"], ["5"], ["注：本目录由县民政局编制"]])
    assert [item.level2 for item in reading.items] == ["办事指南", "名单"]
    assert problems(reading) == [(5, "整表", "只有序号，没有内容")]


def test_marks_pushed_together_are_flagged_and_not_guessed(table):
    reading = table([line(ticks=("√", "√", "√", None, None, None))])
    item = reading.items[0]
    assert (item.audience, item.method, item.level) == ("", "", "")
    assert {column for _, column, problem in problems(reading) if "挤在一起" in problem} == {
        "公开对象",
        "公开方式",
        "公开层级",
    }
    assert reading.flags[0].text == "√|√|√|||"


@pytest.mark.parametrize("tick", ["√", "✓", "■", "是", "R", "þ", "?", "全社会"])
def test_ticks_have_many_shapes(table, tick):
    words = {"全社会": ("全社会", None, "主动公开", None, "县级", None)}
    item = table([line(ticks=words.get(tick, (tick, None, tick, None, tick, None)))]).items[0]
    assert (item.audience, item.method, item.level) == ("全社会", "主动", "县级")


def test_both_ticks_are_both(table):
    item = table([line(ticks=("√", "√低保对象", "√", "√", "√", "√"))]).items[0]
    assert (item.audience, item.method, item.level) == (
        "全社会;特定群体:低保对象",
        "主动;依申请",
        "县级;乡级",
    )


def test_what_is_not_there_is_flagged(table):
    reading = table([line(limit=None, ticks=("√", None, None, None, "√", None))])
    assert problems(reading) == [(4, "公开时限", "空缺"), (4, "公开方式", "空缺")]


def test_a_defective_limit_is_flagged_with_the_default_of_article_26(table):
    flag = table([line(limit="20个工作日")]).flags[0]
    assert (flag.column, flag.problem, flag.text) == ("公开时限", "时限不能计算", "20个工作日")
    assert flag.proposal == "信息形成或者变更后20个工作日内"


def test_broken_document_numbers_are_kept_and_a_repair_is_proposed(table):
    reading = table([line(basis="《意见》（国办发〔201680号）")])
    assert reading.items[0].basis == "《意见》（国办发〔201680号）"
    assert reading.flags[0].proposal == "《意见》（国办发〔2016〕80号）"


def test_a_missing_column_is_said_once(table):
    reading = table(
        [line()[:12], line("2", level2="名单")[:12]],
        head=(HEAD[:12], SUB[:12]),
        across=["A1:L1", "B2:C2", "I2:J2", "K2:L2"],
    )
    assert problems(reading) == [(2, "公开层级", "表里没有“公开层级”这一列")]
    assert [item.level for item in reading.items] == ["", ""]


def test_optional_boxes_are_kept_apart_where_the_header_says_so(table):
    head = [*HEAD[:7], "公开渠道和载体（“■”表示必选项，“□”表示可选项）", *HEAD[8:]]
    item = table([line(channels="■政府网站 □政府公报 ■入户/现场")], head=(head, SUB)).items[0]
    assert (item.channels, item.optional) == (["政府网站", "入户/现场"], ["政府公报"])


def test_the_domain_of_the_person_goes_before_the_table(given):
    from_sheet = given("a.xlsx", _workbook_named("征地补偿"))
    assert from_sheet.items[0].domain == "征地补偿"
    assert given("a.xlsx", _workbook_named("征地补偿"), "社会救助").items[0].domain == "社会救助"


def _workbook_named(name: str) -> bytes:
    return workbook([line()], title="基层政务公开标准目录", name=name)
