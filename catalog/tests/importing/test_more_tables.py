"""More shapes of real tables: channels with ticks of their own, sections, series, traditional characters."""

from catalog.tests.importing.conftest import BASIS, HEAD, LIMIT, SUB, line, problems


def test_each_channel_may_have_a_column_of_ticks(table):
    head = [*HEAD[:7], "公开渠道", None, None, *HEAD[8:]]
    sub = [*SUB[:7], "政府网站", "两微一端", "公示栏", *SUB[8:]]
    row = line()
    across = ["A1:P1", "B2:C2", "H2:J2", "K2:L2", "M2:N2", "O2:P2"]
    item = table([[*row[:7], "√", None, "√", *row[8:]]], head=(head, sub), across=across).items[0]
    assert item.channels == ["政府网站", "社区/企事业单位/村公示栏(电子屏)"]


def test_sections_over_all_columns_are_the_first_level_where_there_is_only_one(given):
    head = "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级"
    row = f"1,国家政策,内容,《法》,{LIMIT},县民政局,政府网站,全社会,主动公开,县级"
    reading = given("社会救助.csv", "\n".join([head, "一、社会救助通用政策,,,,,,,,,", row]))
    assert [(i.domain, i.level1, i.level2) for i in reading.items] == [
        ("社会救助", "一、社会救助通用政策", "国家政策")
    ]


def test_empty_cells_below_an_empty_first_level_were_merged_once(table):
    rows = [
        line(),
        line("2", None, "名单", "名册", None, None, None, "■入户/现场", ("√", None, "√", None, None, "√")),
    ]
    item = table(rows).items[1]
    assert (item.level1, item.basis, item.time_limit, item.publisher) == (
        "最低生活保障",
        BASIS,
        LIMIT,
        "县民政局",
    )
    assert item.inherited == ["level1", "basis", "time_limit", "publisher"]


def test_a_header_repeated_with_a_number_is_dropped(table):
    reading = table([line(), ["2", *HEAD[1:]], line("3", level2="名单")])
    assert [item.level2 for item in reading.items] == ["办事指南", "名单"]
    assert reading.items[1].level == "县级"


def test_a_series_that_excel_counted_on_is_flagged(table):
    rows = [line(basis="《办法》（2012年）"), line("2", level2="名单", basis="《办法》（2013年）")]
    assert problems(table(rows)) == [(5, "公开依据", "疑似下拉填充时数字自动加一")]


def test_traditional_characters_are_read_and_kept(given):
    head = "序號|公開事項|公開內容|公開依據|公開時限|公開主體|公開渠道和載體|公開對象|公開方式|公開層級"
    row = "1|低保|名單|《辦法》|信息形成(變更)20個工作日內|縣民政局|■政府網站 □政府公報|全社會|主動|縣級"
    reading = given("a.txt", f"{head}\n{row}", "社会救助")
    item = reading.items[0]
    assert (item.content, item.publisher, item.channels) == ("名單", "縣民政局", ["政府网站"])
    assert (item.audience, item.method, item.level, reading.flags) == ("全社会", "主动", "县级", [])


def test_a_page_without_a_header_is_flagged_row_by_row(given):
    rows = [f"12{n},低保,指南{n},甲乙丙,《办法》,长期公开,县民政局,政府网站,√,,√,,√," for n in range(2)]
    reading = given("社会救助.csv", "\n".join(rows))
    assert (reading.items, [flag.row for flag in reading.flags]) == ([], [1, 2])
    assert "指南1" in reading.flags[1].text


def test_placeholders_are_flagged(table):
    assert (4, "公开内容", "占位文字没有填写") in problems(table([line(content="各省“七五”普法规划")]))
