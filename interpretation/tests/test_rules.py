"""When an interpretation is due, and what its parts are."""

from datetime import date

import pytest

from interpretation import rules, sections


@pytest.mark.parametrize(
    ("published", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 5)),
        (date(2026, 3, 6), date(2026, 3, 11)),  # a Friday: Mon, Tue, Wed
        (date(2026, 2, 13), date(2026, 2, 25)),  # over 春节, with the make-up Saturday 14 February
        (date(2026, 9, 30), date(2026, 10, 10)),  # over 国庆, with the make-up Saturday 10 October
    ],
)
def test_three_working_days_after_publication(published, due, calendar):
    assert rules.due_on(published, calendar) == due


@pytest.mark.parametrize(
    ("waived", "published", "on", "status"),
    [
        (False, False, date(2026, 3, 5), "due"),
        (False, False, date(2026, 3, 6), "overdue"),
        (False, True, date(2026, 3, 20), "published"),
        (True, False, date(2026, 3, 20), "waived"),
        (True, True, date(2026, 3, 20), "published"),
    ],
)
def test_status(waived, published, on, status):
    assert rules.status(waived=waived, published=published, due=date(2026, 3, 5), on=on) == status


def test_nothing_is_due_before_publication():
    assert rules.status(waived=False, published=False, due=None, on=date(2026, 3, 5)) == "waived"


@pytest.mark.parametrize(
    ("doc_type", "touches", "needed"),
    [
        ("regulation", (), True),
        ("normative", (), True),
        ("other", (), False),
        ("other", ("livelihood",), True),
        ("other", ("market",), True),
    ],
)
def test_what_must_be_explained(doc_type, touches, needed):
    assert rules.required(doc_type, touches) is needed


def test_a_plan_has_five_parts():
    gaps = rules.plan_gaps(outline="", form="", channel="", planned_on=None, person="")
    assert gaps == ["解读提纲", "解读形式", "发布渠道", "发布时间", "解读人"]


def test_parts_come_in_their_order_and_empty_ones_are_left_out():
    shown = sections.shown({"scope": "甲", "background": "乙", "aims": " "})
    assert [label for _, label, _ in shown] == ["背景依据", "谁能享受"]


def test_questions_and_answers_are_read_in_pairs():
    text = "问：补多少？\n答：最高三万元。\n分两次发放。\n问:找谁？\n答:县民政局。"
    assert sections.questions(text) == [("补多少？", "最高三万元。\n分两次发放。"), ("找谁？", "县民政局。")]


def test_all_parts_make_one_text():
    assert sections.compose({"scope": "甲", "text": "乙"}) == "谁能享受\n甲\n全文\n乙"
    assert sections.compose({"text": "乙"}) == "乙"
