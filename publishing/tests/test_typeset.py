"""How plain text becomes an official document."""

import pytest

from publishing import drawing, typeset

NOTICE = """澄溪县人民政府办公室文件
澄政办发〔2026〕12号
澄溪县人民政府办公室关于印发农村危房改造实施办法的通知
各乡镇人民政府，县政府各部门：
《农村危房改造实施办法》已经县政府同意，现印发给你们。
澄溪县人民政府办公室
2026年3月12日
（此件公开发布）
农村危房改造实施办法
一、总体要求
（一）保障对象。农村低收入群体等重点对象住房安全应当得到保障。
1.本人申请
（1）填写申请表；
抄送：县委办公室，
县人大常委会办公室。
澄溪县人民政府办公室
2026年3月12日印发"""
TITLE = "澄溪县人民政府办公室关于印发农村危房改造实施办法的通知"


def kinds(text, title="", number=""):
    return [block.kind for block in typeset.blocks(text, title, number)]


def test_every_part_of_a_notice_is_recognised():
    assert kinds(NOTICE, TITLE) == [
        "zs", "p", "ls", "ls", "fz", "annex-title", "h1", "h2-run", "h3", "p", "bj", "bj", "bj",
    ]  # fmt: skip


def test_a_title_broken_over_two_lines_is_not_repeated():
    text = "国务院办公厅关于印发\n2020年政务公开工作要点的通知\n国办发〔2020〕17号\n各部门：\n现印发给你们。"
    assert kinds(text, "国务院办公厅关于印发2020年政务公开工作要点的通知") == ["zs", "p"]


def test_a_heading_that_runs_on_keeps_its_first_sentence_as_lead():
    block = typeset.blocks("（一）明确责任。各部门要确定一名负责同志，履行领导职责，并向社会公开。")[0]
    assert (block.kind, block.lead) == ("h2-run", "（一）明确责任。")


def test_a_paragraph_broken_by_its_capture_is_made_whole():
    broken = "各级政府信息公开工作主管部门督促行政机关依法公开工作职能、机构设置、办公地址、联系方式等\n信息,在此基础上组织编写本级目录。"
    assert len(typeset.blocks(broken)) == 1


def test_half_width_punctuation_between_chinese_is_set_full():
    assert (
        typeset.full_width("(一)以清单为依托,加强公开;依法:办理")
        == "（一）以清单为依托，加强公开；依法：办理"
    )


def test_numbers_and_english_keep_their_punctuation():
    assert typeset.full_width("金额 1,234.5 元 (IPv6)") == "金额 1,234.5 元 (IPv6)"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("第一章 总则", "第一章\u3000总则"),
        ("第一章\u3000\u3000总 则", "第一章\u3000总 则"),
        ("解读人：王建国 联系电话：0000-6612345", "解读人：王建国 联系电话：0000-6612345"),
        ("获奖人员：张三 李四 王五", "获奖人员：张三 李四 王五"),
    ],
)
def test_blanks_that_part_words_stay(written, shown):
    assert typeset.full_width(written) == shown


def test_blanks_of_a_capture_within_a_sentence_go():
    sentence = (
        "各级政府信息公开工作主管部门督促行政机关依法公开 工作职能、机构设置、办公地址、联系方式等信息。"
    )
    assert " " not in typeset.full_width(sentence)


def test_chapters_and_articles_of_a_rule_are_recognised():
    text = "第一章 总则\n第一条 为了规范公开工作，制定本办法。\n第二条 本办法适用于本县。"
    assert kinds(text) == ["chapter", "article", "article"]


def test_a_text_in_one_piece_is_cut_before_its_headings():
    sentence = "为充分发挥中央和地方两个积极性，鼓励各地从实际出发干事创业，现通知如下。" * 9
    text = f"国办发〔2016〕82号{sentence}一、优先支持。（一）给予奖补。国务院办公厅2016年11月12日（此件公开发布）"
    assert kinds(text) == ["p", "h1", "h2", "ls", "ls", "fz"]


def test_a_sentence_that_names_the_title_stays_whole():
    title = "澄溪县民政局2026年部门预算"
    found = typeset.blocks(f"根据县财政局批复，现将{title}公开如下：\n一、基本情况", title)
    assert [block.text for block in found] == [f"根据县财政局批复，现将{title}公开如下：", "一、基本情况"]


def test_tables_are_written_with_bars():
    block = typeset.blocks("| 乡镇 | 户数 |\n| --- | --- |\n| 青石镇 | 12 |")[0]
    assert [[cell.text for cell in row] for row in block.cells] == [["乡镇", "户数"], ["青石镇", "12"]]


def test_every_text_is_escaped():
    assert "<script>" not in drawing.page(typeset.blocks("一、<script>alert(1)</script>\n| <b> | x |"))


def test_an_empty_text_gives_nothing():
    assert typeset.blocks("  \n\u3000\n") == []


def test_a_date_of_the_text_itself_is_no_signature():
    assert kinds("会议定于2026年3月12日召开，请各单位按时参加。") == ["p"]


def test_agencies_sign_side_by_side_or_one_below_the_other():
    beside = typeset.blocks("特此通知。\n澄溪县民政局    澄溪县财政局\n2026年3月1日")
    assert [(block.kind, block.text) for block in beside[1:]] == [
        ("ls", "澄溪县民政局\u3000\u3000澄溪县财政局"),
        ("ls", "2026年3月1日"),
    ]
    assert kinds("特此通知。\n澄溪县民政局\n澄溪县财政局\n2026年3月1日") == ["p", "ls", "ls", "ls"]


def test_a_list_of_annexes_is_no_row_of_headings():
    assert kinds("现印发给你们。\n附件：1.申请表\n2.名单\n澄溪县民政局\n2026年3月1日") == [
        "p", "fj", "fj-next", "ls", "ls",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "heads"),
    [
        ("| 乡镇 | 户数 |\n| 青石镇 | 12 |", 1),
        ("| 指标 | 2025 | 2026 |\n| 户数 | 11 | 12 |", 1),
        ("| 户主姓名 |  | 家庭人口 |  |\n| 申请理由 |  | 签字 |  |", 0),
        ("| 救助标准表 |\n| 青石镇 |", 0),
        ("| 青石镇 | 12 |\n| 白水镇 | 7 |", 0),
        ("| 姓名： | 年龄： |\n| 住址： | 电话： |", 0),
        ("| 乡镇 | 户数 |", 0),
    ],
)
def test_the_first_row_of_a_table_is_a_heading_only_where_it_is_one(table, heads):
    assert drawing.page(typeset.blocks(table)).count("<thead>") == heads
