"""Word tables, .csv, saved pages and pasted text give the same items as workbooks."""

import io

import docx
import pytest

from catalog.tests.importing.conftest import BASIS, LIMIT, TITLE, problems

HEAD = "序号|公开事项|公开内容（要素）|公开依据|公开时限|公开主体|公开渠道和载体|公开对象|公开方式|公开层级"
SUB = "一级事项|二级事项|全社会|特定群体|主动|依申请|县级|乡级"
FIRST = f"1|最低生活保障|办事指南|办理条件|{BASIS}|{LIMIT}|县民政局|■政府网站 □政府公报|√||√||√|"
SECOND = f"2|审核信息|名单|同上|{LIMIT}|县民政局|■入户/现场|√||√|||√"
WIDE_HEAD = "序号,公开事项,,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,"
WIDE_SUB = ",一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请,县级,乡级"


def facts(item) -> tuple:
    return (
        item.level1,
        item.level2,
        item.content,
        item.basis,
        item.time_limit,
        item.publisher,
        item.channels,
        item.audience,
        item.method,
        item.level,
    )


EXPECTED = [
    (
        "最低生活保障",
        "办事指南",
        "办理条件",
        BASIS,
        LIMIT,
        "县民政局",
        ["政府网站"],
        "全社会",
        "主动",
        "县级",
    ),
    ("最低生活保障", "审核信息", "名单", BASIS, LIMIT, "县民政局", ["入户/现场"], "全社会", "主动", "乡级"),
]


def test_pasted_text_with_bars_and_a_cell_lost_to_a_merge(given):
    reading = given("a.txt", "\n".join([TITLE, HEAD, SUB, FIRST, SECOND]))
    assert [facts(item) for item in reading.items] == EXPECTED
    assert [item.domain for item in reading.items] == ["社会救助"] * 2
    assert (reading.items[1].inherited, reading.flags) == (["level1", "basis"], [])


def test_pasted_text_with_tabs(given):
    lines = [HEAD, SUB, FIRST, SECOND]
    reading = given("a.txt", "\n".join(lines).replace("|", "\t"), "社会救助")
    assert [facts(item) for item in reading.items] == EXPECTED


def test_a_frame_of_dashes_is_no_row(given):
    framed = [f"| {row.replace('|', ' | ')} |" for row in (HEAD, SUB, FIRST, SECOND)]
    reading = given("a.txt", "\n".join([framed[0], framed[1], "|---|---|---|", *framed[2:]]), "社会救助")
    assert [facts(item) for item in reading.items] == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_every_encoding_and_delimiter(given, encoding, delimiter):
    rows = [WIDE_HEAD, WIDE_SUB, FIRST.replace("|", ","), "2,," + SECOND.partition("|")[2].replace("|", ",")]
    data = "\r\n".join(rows).replace(",", delimiter).encode(encoding)
    assert [facts(item) for item in given("社会救助.csv", data).items] == EXPECTED


def test_an_empty_cell_of_a_csv_is_merged_only_where_the_column_is_otherwise_full(given):
    rows = [
        WIDE_HEAD,
        WIDE_SUB,
        FIRST.replace("|", ","),
        ",,名单,名册,,,,,,,,,,",
        ",临时救助,名单,名册,,,县民政局,■政府网站,√,,√,,√,",
    ]
    items = given("社会救助.csv", "\n".join(rows)).items
    assert (items[1].publisher, items[1].audience, items[1].basis) == ("县民政局", "全社会", "")
    assert items[2].time_limit == ""


@pytest.fixture
def page():
    """The table of two items as a saved page, with spans."""
    ticks = "<td>√</td><td></td><td>√</td><td></td>"
    return f"""<html><head><meta charset="gbk"><title>{TITLE}</title></head><body>
    <table><tr><td>导航</td></tr></table><h2>{TITLE}</h2><div><table>
    <tr><th rowspan=2>序<br>号</th><th colspan=2>公开事项</th><th rowspan=2>公开内容</th><th rowspan=2>公开依据</th>
    <th rowspan=2>公开时限</th><th rowspan=2>公开主体</th><th rowspan=2>公开渠道</th><th colspan=2>公开对象</th>
    <th colspan=2>公开方式</th><th colspan=2>公开层级</th></tr>
    <tr><th>一级事项</th><th>二级事项</th><th>全社会</th><th>特定群体</th><th>主动</th><th>依申请</th><th>县级</th><th>乡级</th></tr>
    <tr><td>1</td><td rowspan=2>最低生活<br>保障</td><td>办事指南</td><td><p>办理条件</p></td><td rowspan=2>{BASIS}</td>
    <td rowspan=2>{LIMIT}</td><td rowspan=2>县民政局</td><td>■政府网站 □政府公报</td>{ticks}<td>√</td><td></td></tr>
    <tr><td>2</td><td>审核信息</td><td>名单</td><td>■入户/现场</td>{ticks}<td></td><td>√</td></tr>
    </table></div><script>var x="公开事项";</script></body></html>""".encode("gbk")


@pytest.mark.parametrize("name", ["目录.html", "目录.htm"])
def test_saved_pages(given, page, name):
    reading = given(name, page)
    assert [facts(item) for item in reading.items] == EXPECTED
    assert (reading.items[0].domain, reading.flags) == ("社会救助", [])


def test_a_tick_that_is_a_picture_is_left_to_a_person(given, page):
    reading = given("a.html", page.replace("<td>√</td>".encode("gbk"), b'<td><img src="t.gif"></td>', 1))
    assert reading.items[0].audience == ""
    assert (reading.items[0].row, "这一格不是勾选") in {
        (row, problem) for row, _, problem in problems(reading)
    }


@pytest.fixture
def document():
    """The same table in Word: merged cells, a Wingdings box, a second table without a header."""
    file = docx.Document()
    file.add_paragraph(TITLE)
    rows = [
        WIDE_HEAD.split(","),
        WIDE_SUB.split(","),
        FIRST.split("|"),
        ["2", "", *SECOND.replace("同上", BASIS).split("|")[1:]],
    ]
    table = file.add_table(rows=len(rows), cols=14)
    for cells, row in zip([r.cells for r in table.rows], rows, strict=True):
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    for i, j in ((1, 2), (8, 9), (10, 11), (12, 13)):
        table.cell(0, i).merge(table.cell(0, j))
    table.cell(2, 1).merge(table.cell(3, 1))
    file.add_page_break()
    more = file.add_table(rows=1, cols=14)
    for cell, text in zip(more.rows[0].cells, ["3", "临时救助", *FIRST.split("|")[2:]], strict=True):
        cell.text = text
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_word_tables_and_the_next_page_without_a_header(given, document):
    reading = given("目录.docx", document)
    assert [facts(item) for item in reading.items[:2]] == EXPECTED
    assert (reading.items[2].level1, reading.items[2].domain, reading.items[2].table) == (
        "临时救助",
        "社会救助",
        "表2",
    )
    assert reading.items[1].inherited == ["level1"]


def test_one_item_to_a_page_as_names_and_values(given):
    lines = ["公开事项：低保审批", "公开内容：名单", f"公开依据：{BASIS}", f"公开时限：{LIMIT}", "公开主体：县民政局",
             "公开渠道和载体：政府网站", "公开对象：全社会", "公开方式：主动公开", "公开层级：县级"]  # fmt: skip
    item = given("社会救助.txt", "\n".join(lines)).items[0]
    assert facts(item) == (
        "低保审批",
        "",
        "名单",
        BASIS,
        LIMIT,
        "县民政局",
        ["政府网站"],
        "全社会",
        "主动",
        "县级",
    )


@pytest.mark.parametrize(
    "text",
    [
        "序号公开事项公开内容公开依据1最低生活保障办事指南《社会救助暂行办法》信息形成之日起20个工作日内■政府网站",
        "公开  事项  目录\n最低 《社会 20个\n生活 救助暂 工作\n保障 行办法》 日内 县民政局 政府网站 主动公开 全社会 办事指南",
    ],
)
def test_text_without_cells_is_left_to_a_person(given, text):
    reading = given("a.txt", text)
    assert reading.items == []
    assert reading.flags[0].problem.startswith("认不出表头")
    assert reading.flags[0].text


def test_a_row_whose_cells_cannot_be_placed_is_left_to_a_person(given):
    reading = given("社会救助.txt", "\n".join([HEAD, SUB, FIRST, "甲|乙|丙|丁"]))
    assert len(reading.items) == 1
    assert [(f.row, f.text) for f in reading.flags] == [(4, "甲 | 乙 | 丙 | 丁")]
