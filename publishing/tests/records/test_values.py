"""What may be written into a field, and what is made of it; dates and numbers typed by hand."""

from datetime import date

import pytest

from publishing.records import values
from publishing.records.kinds import RECORDS, TYPES
from publishing.records.values import Known
from publishing.tests.records.conftest import RAW

KNOWN = Known(
    {"CX101": "CX101", "县民政局": "CX101", "县财政局": "CX103"},
    {"CX101": "澄溪县民政局", "CX103": "澄溪县财政局"},
    "CX101",
    date(2026, 3, 2),
)


def clean(name: str, **changed):
    kind = "penalty" if name == "person" else name
    return values.clean(RECORDS[kind], RAW[name] | changed, KNOWN)


@pytest.mark.parametrize("name", RAW)
def test_a_full_record_has_nothing_wrong(name):
    found, problems = clean(name)
    assert problems == {} and found


def test_there_are_six_types_of_field_and_no_more():
    used = {field.type for record in RECORDS.values() for field in record.fields}
    assert used == set(TYPES) and len(TYPES) == 6


@pytest.mark.parametrize(
    ("name", "field", "typed", "kept"),
    [
        ("penalty", "decided_on", "2026年2月5日", "2026-02-05"),
        ("penalty", "decided_on", "2026/2/5", "2026-02-05"),
        ("penalty", "decided_on", "2026-02-05 00:00:00", "2026-02-05"),
        ("penalty", "fine", "3.5万元", 3.5),
        ("penalty", "fine", "1,200", 1200),
        ("penalty", "sort", "没收违法所得", "fine"),
        ("penalty", "sort", "责令停产停业", "business"),
        ("penalty", "organ", "", "CX101"),
        ("penalty", "organ", "县财政局", "CX103"),
        ("penalty", "credit_code", "9135 0100 m000 100y 43", "91350100M000100Y43"),
        ("penalty", "offence", "  甲\n乙 ", "甲 乙"),
        ("person", "party", "王小明", "王某某"),
        ("person", "party", "欧阳小明", "欧阳某某"),
        ("person", "party", "司空小明", "司空某某"),
        ("person", "party", "李某", "李某"),
        ("person", "party", "Smith", "S****"),
        ("budget", "year", "2026", 2026),
        ("project", "investment", "4,200.5", 4200.5),
    ],
)
def test_what_is_typed_becomes_a_real_value(name, field, typed, kept):
    found, problems = clean(name, **{field: typed})
    assert problems == {} and found[field] == kept


@pytest.mark.parametrize(
    ("name", "field", "typed", "sentence"),
    [
        ("penalty", "number", "", "填写行政处罚决定书文号"),
        ("penalty", "sort", "", "选择处罚类别"),
        ("penalty", "decided_on", "2026-02-30", "不是日期"),
        ("penalty", "decided_on", "去年", "不是日期"),
        ("penalty", "decided_on", "2026-03-03", "处罚决定日期不能晚于今天"),
        ("penalty", "fine", "三万", "不是数字"),
        ("penalty", "fine", "30000元", "按万元填写"),
        ("penalty", "fine", "-1", "要在 0 到"),
        ("penalty", "fine", "1.23456", "最多 4 位小数"),
        ("penalty", "fine", "", "填写罚款金额或者没收金额"),
        ("penalty", "fine", "NaN", "要在 0 到"),
        ("penalty", "sort", "口头教育", "不在可选的里面"),
        ("penalty", "organ", "县环保局", "不是本平台的机关"),
        ("penalty", "credit_code", "", "填写统一社会信用代码"),
        ("penalty", "credit_code", "91350100M000100Y44", "有一位写错了"),
        ("penalty", "facts", "字" * 3001, "最多 3000 字，现在是 3001 字"),
        ("person", "credit_code", "91350100M000100Y43", "更不要填身份证号码"),
        ("person", "legal_rep", "王小明", "不填法定代表人"),
        ("licence", "valid_to", "2026-02-01", "有效期至不能早于有效期自"),
        ("budget", "year", "2026.5", "要填整数"),
        ("budget", "year", "2020", "相差太远"),
        ("budget", "sort", "部门决算", "决算的年度应当早于批准的年份"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(name, field, typed, sentence):
    _, problems = clean(name, **{field: typed})
    assert sentence in " ".join(problems.values())


def test_a_value_is_shown_in_words():
    found, _ = clean("penalty", fine="1200")
    shown = dict(values.rows(RECORDS["penalty"], found, KNOWN.names))
    assert shown["处罚决定日期"] == "2026年2月26日" and shown["罚款金额"] == "1,200万元"
    assert shown["处罚类别"] == "罚款、没收违法所得、没收非法财物" and shown["决定机关"] == "澄溪县民政局"
    assert "没收违法所得、没收非法财物的金额" not in shown


def test_a_title_never_names_a_natural_person():
    found, _ = clean("person")
    assert RECORDS["penalty"].title(found) == "行政处罚决定（澄民罚〔2026〕4号）"
