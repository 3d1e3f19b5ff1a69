"""A notice tells its own step once, and what went before it (Art 30-35)."""

import pytest

from accounts.actors import Actor
from applications import actions
from applications.tests.conftest import moment

pytestmark = pytest.mark.django_db


def text(application, kind: str) -> str:
    letter = application.letters.filter(kind=kind).last()
    return "\n".join(each["text"] for each in letter.paragraphs)


def test_a_supplement_notice_does_not_report_itself(assigned, clerk):
    actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 5))
    assert "告知您补正" not in text(assigned, "D04")


def test_a_demand_for_reasons_does_not_report_itself(assigned, clerk):
    actions.ask_reasons(assigned, Actor.of(clerk), what="本月以来您提出了23件申请", at=moment(3, 4))
    assert "请您说明申请数量、频次的理由。" not in text(assigned, "D05")
    assert "23件申请。\n您申请公开" in text(assigned, "D05")


def test_an_extension_notice_tells_the_earlier_steps_and_itself_once(assigned, clerk, head):
    actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 5))
    actions.supplement(assigned, Actor.of(clerk), text="2025年度", at=moment(3, 9))
    actions.extend(assigned, Actor.of(head), days=5, reason="档案较多", at=moment(3, 16))
    assert "2026年3月9日收到您的补正材料。" in text(assigned, "D06")
    assert "决定延长" not in text(assigned, "D06")


def test_a_second_extension_notice_tells_the_first(assigned, head):
    for days in (5, 6):
        actions.extend(assigned, Actor.of(head), days=days, reason="档案较多", at=moment(3, 16))
    assert "决定延长答复期限5个工作日" in text(assigned, "D06")
    assert "决定延长答复期限6个工作日" not in text(assigned, "D06")


def test_a_notice_of_consulting_tells_it_once(assigned, clerk):
    actions.consult(assigned, Actor.of(clerk), kind="third_party", party="清源水务", at=moment(3, 6))
    assert text(assigned, "D08").count("书面征求第三方意见") == 1 and "清源水务" not in text(assigned, "D08")
    actions.consult(assigned, Actor.of(clerk), kind="other_agency", party="县水利局", at=moment(3, 6))
    assert "书面征求县水利局意见。" in text(assigned, "D08")


def test_a_reason_that_ends_in_a_full_stop_goes_on_in_the_sentence(assigned, head):
    actions.extend(assigned, Actor.of(head), days=5, reason="档案较多。", at=moment(3, 16))
    assert "因档案较多，本机关" in text(assigned, "D06")


def test_a_refusal_names_its_ground_without_the_examples(assigned, clerk):
    data = {
        "ground": "16-1",
        "facts": "申请的是内部通讯录",
        "harm": "内部号码被用于骚扰，妨碍值班",
        "reason": "通讯录只用于机关内部联系，属于内部事务",
        "severability": "全部内容都是号码",
    }
    actions.draft(assigned, Actor.of(clerk), outcome="internal", data=data, at=moment(3, 16))
    assert "（内部事务信息）" in text(assigned, "D17")
