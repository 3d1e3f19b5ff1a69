"""Personal fields of a public notice: found by heading, by label and by form, and covered without changing the length."""

import pytest

from publishing import personal

RULES = {
    "name": "surname",
    "id_number": "partly",
    "phone": "hidden",
    "address": "partly",
    "account": "partly",
}
TABLE = (
    "| 序号 | 户主姓名 | 身份证号 | 与户主关系 | 家庭住址 | 金额（元） | 备用栏 |\n"
    "| --- | --- | --- | --- | --- | --- | --- |\n"
    "| 1 | 欧阳小明 | 330102199003071230 | 户主 | 青石镇柳河村3组12号 | 800 | 张三 |\n"
    "| 2 | 李四、王某 | 11010519491231002X | 户主 | | 900 | |\n"
    "| 合计 | | | | | 1700 | |"
)


def test_a_table_goes_by_its_headings():
    rows = personal.covered(TABLE, RULES).split("\n")
    assert rows[2] == "| 1 | 欧阳** | 3301************30 | 户主 | 青石镇柳河村***** | 800 | ** |"
    assert rows[3] == "| 2 | 李*、王某 | 1101************2X | 户主 | | 900 | |"
    assert rows[4] == TABLE.split("\n")[4]


def test_covering_keeps_the_length_and_covers_once():
    once = personal.covered(TABLE, RULES)
    assert len(once) == len(TABLE)
    assert personal.covered(once, RULES) == once
    assert personal.shown_more(once, RULES) == []
    assert set(personal.shown_more(TABLE, RULES)) == {"姓名", "身份证件号码", "住址", "没有规定的一列"}


def test_a_column_nobody_knows_is_hidden_and_said():
    assert personal.unknown(TABLE) == ["备用栏"]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("申请人：赵小六，家庭住址：青石镇柳河村3组", "申请人：赵**，家庭住址：青石镇柳河村**"),
        ("联系人：王科长，联系电话：0999-6210012", "联系人：王科长，联系电话：0999-6210012"),
        ("请致电13812345678", "请致电***********"),
        ("本次共救助3户5人，发放2400元。", "本次共救助3户5人，发放2400元。"),
        ("姓名\t电话\n买买提·阿布\t13812345678", "姓名\t电话\n买**·**\t***********"),
        (
            "当事人名称\t罚款金额\n澄溪县和顺食品有限公司\t5000",
            "当事人名称\t罚款金额\n澄溪县和顺食品有限公司\t5000",
        ),
        ("姓名\t户籍\n曾*发\t茶坪村", "姓名\t户籍\n曾*发\t***"),
        ("项目\t金额\n道路\t100", "项目\t金额\n道路\t100"),
    ],
)
def test_lines_go_by_their_labels_and_numbers_by_their_form(text, covered):
    assert personal.covered(text, RULES) == covered


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("姓名\t帮扶\n雷小根\t教育资助", "姓名\t帮扶\n雷**\t教育资助"),
        ("学校\t地址\n启明学校\t学府路8号", "学校\t地址\n启明学校\t学府路8号"),
        ("以下人员免予核查：低保对象", "以下人员免予核查：低保对象"),
    ],
)
def test_in_other_texts_only_tables_of_people_are_covered(text, covered):
    assert personal.covered(text, RULES, strict=False) == covered


def test_a_rule_may_show_what_it_must():
    text = "姓名\t身份证号\n李四\t330102199003071230"
    assert personal.covered(text, {"name": "show", "id_number": "show"}) == text


def test_where_several_speak_the_one_that_shows_least_holds():
    rows = [("name", "show"), ("name", "surname"), ("phone", "hidden"), ("phone", "show")]
    assert personal.strictest(rows) == {"name": "surname", "phone": "hidden"}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓名", "name"), ("申请人数", ""), ("联系人电话", "phone"), ("单位地址", ""), ("家庭人口", ""), ("困难原因", "family"),
        ("法定代表人（负责人）", "name"), ("保障对象类别", ""), ("处罚决定书文号", ""), ("户主身份证号", "id_number"), ("特长", None),
    ],
)  # fmt: skip
def test_headings_are_understood(heading, field):
    assert personal.field_of(heading) == field
