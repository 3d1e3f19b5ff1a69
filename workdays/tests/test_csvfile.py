"""Reading a notice's table, and saying in Chinese what is wrong with it."""

from datetime import date

import pytest

from workdays.calendar import DayInfo
from workdays.csvfile import BadTable, read_table

HEAD = "date,is_workday,name\n"


def test_it_reads_days_off_and_make_up_days():
    table = read_table(HEAD + "2027-02-06,0,春节\n2027-02-14,1,春节\n")
    assert table.year == 2027
    assert table.days == {
        date(2027, 2, 6): DayInfo(False, "春节"),
        date(2027, 2, 14): DayInfo(True, "春节"),
    }


@pytest.mark.parametrize(
    ("word", "works"), [("1", True), ("true", True), ("是", True), ("0", False), ("否", False)]
)
def test_it_takes_the_usual_words(word, works):
    assert read_table(f"{HEAD}2027-02-06,{word},春节").days[date(2027, 2, 6)].is_workday is works


def test_it_forgives_a_byte_order_mark_blank_lines_and_spaces():
    table = read_table("\ufeffDate, is_workday, name\r\n\r\n 2027-02-06 , 0 , 春节 \r\n")
    assert list(table.days) == [date(2027, 2, 6)]


def test_the_last_days_of_december_belong_to_the_next_year():
    assert read_table(HEAD + "2026-12-31,0,元旦\n2027-01-01,0,元旦\n").year == 2027


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "第 1 行：表头应为"),
        ("day,work\n2027-01-01,0", "第 1 行：表头应为"),
        (HEAD, "没有任何一天"),
        (HEAD + "2027-13-01,0,元旦", "第 2 行：日期“2027-13-01”无效"),
        (HEAD + "2027年1月1日,0,元旦", "第 2 行：日期"),
        (HEAD + "1927-01-01,0,元旦", "年份应在 2000 到 2099"),
        (HEAD + "2027-01-01,休息,元旦", "is_workday 应为 1（上班）或 0（放假），现为“休息”"),
        (HEAD + "2027-01-01", "应有三列"),
        (HEAD + "2027-01-01,0,元旦\n2027-01-01,1,元旦", "第 3 行：日期 2027-01-01 重复"),
        (HEAD + "2026-05-01,0,劳动节\n2027-05-01,0,劳动节", "现有 2026、2027 年的日期"),
        (HEAD + "2027-01-01,0," + "元" * 41, "不超过 40 个字"),
    ],
)
def test_it_says_what_is_wrong(text, sentence):
    with pytest.raises(BadTable, match=sentence):
        read_table(text)


def test_it_lists_at_most_ten_problems():
    with pytest.raises(BadTable) as bad:
        read_table(HEAD + "x,0,y\n" * 50)
    assert len(bad.value.problems) == 10
