"""How Chinese is cut, folded and understood."""

import csv

import pytest

from search import analysis, corrections, numbers, script, snippets, synonyms

DOMAINS = 26


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("低保發放辦法", "低保发放办法"),
        ("２０１９〔ＡＢ〕", "2019〔ab〕"),
        ("學區　劃分", "学区 划分"),
        ("衛生健康局", "卫生健康局"),
        ("繳納契稅、耕地徵收與臺賬", "缴纳契税、耕地征收与台账"),
    ],
)
def test_folding_keeps_every_offset(text, folded):
    assert script.fold(text) == folded
    assert len(script.fold(text)) == len(text)


def test_folding_twice_changes_nothing_more():
    folded = {script.fold(character) for character in script.TABLE}
    assert {c for c in folded if script.fold(c) != c} == set()


def test_long_words_are_indexed_with_their_parts_and_their_concept():
    found = analysis.index_text("最低生活保障").split()
    assert {"最低", "生活", "保障", "最低生活保障", "=最低生活保障"} <= set(found)
    assert "=最低生活保障" in analysis.index_text("农村低保户").split()


def test_questions_lose_their_empty_words():
    assert [c.word for c in analysis.query_words("公租房怎么申请呢").clauses] == ["公租房", "申请"]
    assert [c.word for c in analysis.query_words("怎么").clauses] == ["怎么"]


def test_a_year_orders_but_need_not_be_there():
    clause = analysis.query_words("2026年危房改造").clauses[0]
    assert clause.word == "2026" and clause.year and clause.weak


NUMBERS = [
    ("国办发〔2019〕6号", ("国办发", 2019, 6)),
    ("国办发（2019）6号", ("国办发", 2019, 6)),
    ("国办发【2019】6号", ("国办发", 2019, 6)),
    ("国办发2019 6号", ("国办发", 2019, 6)),
    ("国办发2019第6号", ("国办发", 2019, 6)),
    ("国办发〔2019〕6", ("国办发", 2019, 6)),
    ("国发1981 88", ("国发", 1981, 88)),
    ("国办发54号", ("国办发", 0, 54)),
    ("苏政办发 65号", ("苏政办发", 0, 65)),
    ("[2020]65", ("", 2020, 65)),
    ("２０２０　６５", ("", 2020, 65)),
    ("2020年65号文件", ("", 2020, 65)),
    ("中华人民共和国国务院令第746号", ("国务院令", 0, 746)),
    ("河北省人民政府令2015年第2号", ("河北省政府令", 2015, 2)),
    ("河北省政府令〔2015〕2号", ("河北省政府令", 2015, 2)),
    ("澄政办发〔2026〕", ("澄政办发", 2026, 0)),
]


@pytest.mark.parametrize(("query", "wanted"), NUMBERS)
def test_a_number_in_any_spelling(query, wanted):
    assert numbers.asked(query) == (numbers.Number(*wanted), "")


@pytest.mark.parametrize(
    "query",
    ["2019年放假安排", "征地补偿 标准 2020", "承包地 30年", "3号楼", "12345", "2024年立法工作计划", ""],
)
def test_what_is_no_number(query):
    assert numbers.asked(query)[0] is None


def test_words_beside_a_number_are_kept():
    assert numbers.asked("国发〔2019〕5号 双随机") == (numbers.Number("国发", 2019, 5), "双随机")


def test_numbers_in_a_text_need_brackets_or_a_decree():
    found = numbers.numbers("根据国发〔2019〕5号和国务院令第711号，2019年5月，3号楼")
    assert [(n.year, n.num) for n in found] == [(2019, 5), (0, 711)]


def test_a_long_text_without_numbers_is_quick():
    assert numbers.numbers("发" * 200_000 + "〔" * 1000) == []


def test_slips_are_put_right_only_where_the_word_stands_nowhere():
    assert corrections.corrected("公祖房申请", lambda word: False) == "公租房申请"
    assert corrections.corrected("公祖房申请", lambda word: True) == ""
    for sound in ("低保怎么申请", "拆迁赔多少钱", "老小区装电梯 要多少业主同意", "", "？"):
        assert corrections.corrected(sound, lambda word: False) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dibao", "低保"),
        ("gongzufang shenqing", "公租房 申请"),
        ("zui di sheng huo bao zhang", "最低生活保障"),
        ("dibao标准", "低保标准"),
        ("公组房", "公租房"),
        ("第保怎么办", "低保怎么办"),
        ("最低生保障", "最低生活保障"),
        ("最低生活活保障", "最低生活保障"),
        ("適老划改造", "适老化改造"),
        ("wifi", ""),
        ("app下载", ""),
        ("xyz", ""),
    ],
)
def test_pinyin_sounds_and_slips(typed, meant):
    assert corrections.corrected(typed, lambda word: False) == meant


def test_a_word_that_sounds_like_another_is_left_alone_where_it_stands():
    assert corrections.corrected("dibao", lambda word: True) == ""
    assert corrections.corrected("公组房", lambda word: word == "公组房") == ""


def test_words_of_public_affairs_stay_whole():
    assert analysis.words("首套房契税，适老化改造") == ["首套房", "契税", "适老化改造"]
    assert all(analysis.words(word) == [word] for word in synonyms.vocabulary())


def test_the_thesaurus_is_whole():
    with synonyms.FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 300 and len({row["domain"] for row in rows}) >= DOMAINS
    assert {row["relation"] for row in rows} == {"same", "near"}
    assert len({row["word"] for row in rows}) == len(rows)
    assert not [row for row in rows if row["word"] == row["official"] or not row["official"]]


def test_snippets_mark_the_original_and_escape_it():
    wanted = snippets.pattern(["低保", "最低生活保障"])
    text = "甲" * 200 + "。申請低保<script>的、低保" + "乙" * 200
    shown = snippets.snippet(text, wanted)
    assert "申請<mark>低保</mark>&lt;script&gt;的、<mark>低保</mark>" in shown
    assert shown.startswith("…") and shown.endswith("…") and len(shown) < 220
    assert snippets.marked("低保&", wanted) == "<mark>低保</mark>&amp;"
    assert snippets.snippet("", wanted) == ""
    assert snippets.snippet("没有", None) == "没有"


def test_snippets_show_the_words_of_a_table_without_its_lines():
    table = "名单\n|序号|姓名|\n|---|---|\n|1|李*花|\n"
    assert " ".join(snippets.snippet(table, None).split()) == "名单 序号 姓名 1 李*花"
    assert "<mark>李</mark>*花" in snippets.snippet(table, snippets.pattern(["李"]))
