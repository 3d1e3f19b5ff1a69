"""What an application must contain (Art 29), and numbers with their check digits."""

from datetime import date

import pytest

from agencies import creditcodes
from applications import intake

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "11010519491231002x", "110105 1949 1231 002X", "１１010519491231002X"]
)
def test_right_identity_numbers(number):
    assert intake.resident_id_problem(number, ON) == ""


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("110105194912310021", "有一位写错了"),
        ("11010519491331002X", "出生日期"),
        ("110105202703020021", "出生日期"),
        ("1101051949123100", "18 位"),
        ("ABCDEFGHIJKLMNOPQR", "18 位"),
        ("", "18 位"),
    ],
)
def test_wrong_identity_numbers_say_what_to_do(number, word):
    assert word in intake.resident_id_problem(number, ON)


def test_credit_codes():
    assert creditcodes.credit_code_problem("91350100M000100Y43") == ""
    assert creditcodes.credit_code_problem("9135 0100 m000 100y 43") == ""
    assert "有一位写错了" in creditcodes.credit_code_problem("91350100M000100Y44")
    assert "18 位" in creditcodes.credit_code_problem("91350100M000100I43")


@pytest.mark.parametrize(
    "phone", ["13800005678", "138 0000 5678", "0999-6210101", "+86 138-0000-5678", "0999-6210101转8"]
)
def test_phones_as_people_write_them(phone):
    assert intake.phone_problem(phone) == ""


@pytest.mark.parametrize("phone", ["123", "电话", "0999"])
def test_half_phones(phone):
    assert intake.phone_problem(phone)


def test_one_way_to_be_reached_is_enough():
    assert intake.contact_problems({"email": "a@example.cn"}) == {}
    assert "phone" in intake.contact_problems({})


@pytest.mark.parametrize(("way", "field"), [("email", "email"), ("post", "address"), ("hand", "phone")])
def test_the_way_of_delivery_needs_its_contact(way, field):
    assert list(intake.delivery_problems(way, {})) == [field]
    assert intake.delivery_problems(way, {field: "有"}) == {}


def test_missing_names_the_elements_of_article_29():
    assert intake.missing({}) == ["identity", "contact", "wanted", "form"]
    full = {"name": "王", "id_number": "1", "phone": "1", "wanted": "x", "form": "paper", "delivery": "post"}
    assert intake.missing(full) == []


def test_a_question_is_hinted_at_not_refused():
    assert intake.off_topic("请问怎么办理低保") == intake.ADVICE
    assert intake.off_topic("请问怎么投诉村干部") == intake.COMPLAINT
    assert intake.off_topic("2025年低保资金分配明细表") == ""


def test_a_text_is_split_at_blank_lines_and_a_split_is_proposed():
    text = "我要：\r\n一、2025年低保资金分配表\n二、2025年救助名单的公示\n2.5 万元的账"
    proposed = intake.proposed_parts(text)
    assert proposed == "我要：\n\n一、2025年低保资金分配表\n\n二、2025年救助名单的公示\n2.5 万元的账"
    assert len(intake.parts_of(proposed)) == 3
    assert intake.parts_of("\n\n 一 \n \n\n二\n") == ["一", "二"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "至少"),
        (["2025年度决算报告"], "至少"),
        (["2025年度决算报告", "表"], "太短"),
        (["2025年度决算报告"] * 21, "最多"),
    ],
)
def test_what_cannot_be_split_gets_a_sentence(parts, words):
    assert words in intake.split_problem(parts)
