"""What letters tell of the way: who was asked and what came of it, the fee, the limits (Art 30, 32-35, 42)."""

from datetime import date
from types import SimpleNamespace

import pytest

from applications import course

DAY, LATER = date(2026, 3, 4), date(2026, 3, 18)
WATER = SimpleNamespace(ref="C1", kind="third_party", party="清源水务")
BUREAU = SimpleNamespace(ref="C2", kind="co_producer", party="县水利局")
NEIGHBOUR = SimpleNamespace(ref="C3", kind="third_party", party="张三")


def event(step: str, on: date = DAY, ref: str = "", /, **data):
    return SimpleNamespace(kind=step, on=on, ref=ref, days=None, until=None, data=data)


def told(*events, asked=(WATER, BUREAU), kind=""):
    return course.sentences(events, course.names(asked), kind)


def test_third_parties_stay_unnamed_and_agencies_do_not():
    assert course.names([WATER, BUREAU]) == {"C1": "第三方", "C2": "县水利局"}
    assert course.names([WATER, NEIGHBOUR]) == {"C1": "第三方（1）", "C3": "第三方（2）"}


@pytest.mark.parametrize(
    ("ref", "kind", "answer", "sentence"),
    [
        ("C1", "third_party", "consents", "第三方于2026年3月18日答复同意公开。"),
        ("C1", "third_party", "objects", "第三方于2026年3月18日答复不同意公开。"),
        ("C1", "third_party", "silent", "第三方收到后15个工作日内没有提出意见，由本机关依法决定是否公开。"),
        ("C2", "co_producer", "silent", "县水利局收到后15个工作日内没有提出意见，视为同意公开。"),
    ],
)
def test_a_consultation_is_told_with_its_result(ref, kind, answer, sentence):
    who = {"C1": "第三方", "C2": "县水利局"}[ref]
    lines = told(
        event("consult_sent", DAY, ref), event("consult_answered", LATER, ref, answer=answer, kind=kind)
    )
    assert lines == [f"本机关于2026年3月4日就所申请的信息书面征求{who}意见。", sentence]


def test_a_notice_leaves_out_the_step_that_it_is_itself():
    first, second = event("consult_sent", DAY, "C1"), event("consult_sent", LATER, "C2")
    assert told(first, second, kind="D08") == ["本机关于2026年3月4日就所申请的信息书面征求第三方意见。"]


def test_the_limits_of_the_applicant_are_told():
    lines = told(
        event("supplement_asked", limit_on="2026-03-25"),
        event("fee_notified", amount=4700, pay_by="2026-04-03"),
        event("fee_paid", LATER),
        event("noted"),
    )
    assert lines == [
        "本机关于2026年3月4日告知您补正，补正期限至2026年3月25日。",
        "本机关于2026年3月4日向您发出信息处理费收费通知，金额4700元，缴费期限至2026年4月3日。",
        "您于2026年3月18日缴纳信息处理费。",
    ]
