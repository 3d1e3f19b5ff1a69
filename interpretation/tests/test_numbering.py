"""Document numbers in every spelling."""

import pytest

from interpretation import numbering
from interpretation.numbering import Number


@pytest.mark.parametrize(
    "text",
    ["国办发〔2017〕47号", "国办发[2017]47号", "国办发［2017］47号", "国办发(2017)47号", "国办发（2017）47号", "国办发【2017】47 号", "国办发 〔2017〕 47 号", "国办发〔2017〕第47号", "国办发〔２０１７〕４７号", "国办发2017-47号", "国办发 2017 47"],
)  # fmt: skip
def test_every_bracket_is_the_same_number(text):
    assert numbering.parse(text) == Number("国办发", 2017, 47)


@pytest.mark.parametrize("text", ["[2017]47", "(2017)47号", "2017 47", "〔2017〕47号"])
def test_a_number_without_issuer_finds_by_year_and_serial(text):
    assert numbering.parse(text) == Number("", 2017, 47)


def test_orders_have_no_year():
    assert numbering.parse("国务院令第711号") == Number("国务院令", None, 711)


@pytest.mark.parametrize(
    "text", ["", "危房改造", "2020年政务公开工作要点", "第十二条", "12345", "2026年3月12日"]
)
def test_other_words_are_no_number(text):
    assert numbering.parse(text) is None


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("国办发[2019]54号", "国办发〔2019〕54号"),
        ("苏政办发（2020）065号", "苏政办发〔2020〕65号"),
        ("无", "无"),
    ],
)
def test_the_official_spelling(text, official):
    assert numbering.normal(text) == official
