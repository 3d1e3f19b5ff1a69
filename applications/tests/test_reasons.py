"""Art 35: too many requests: reasons are asked and heard first; then refused, or a later date is set and told."""

from datetime import date

import pytest

from accounts import actors
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions
from applications.tests.conftest import moment
from duties.models import Duty

pytestmark = pytest.mark.django_db
REFUSAL = {"facts": "本月提出二十三件内容相近的申请", "reason": "所说明的理由与申请的信息没有关系，不合理"}


@pytest.fixture
def who(clerk):
    return Actor.of(clerk)


@pytest.fixture
def doubted(assigned, who):
    """Asked on 4 March: 7 working days end on the 13th."""
    return actions.ask_reasons(assigned, who, what="本月以来您提出了23件申请。", at=moment(3, 4))


def refuse(application, who, at):
    return actions.draft(application, who, outcome="excessive", data=REFUSAL, at=at)


def test_the_letter_names_the_limit_and_the_clock_runs_on(doubted):
    text = "\n".join(each["text"] for each in doubted.letters.get(kind="D05").paragraphs)
    assert "2026年3月13日前" in text and "第三十五条" in text and "23件" in text
    assert (doubted.clock_state, doubted.due_on) == ("running", date(2026, 3, 31))
    assert Duty.objects.open().get(kind="application.reasons").due_on == date(2026, 3, 13)


def test_reasons_are_asked_once_and_with_the_facts(doubted, who):
    with pytest.raises(Refused, match="已经要求"):
        actions.ask_reasons(doubted, who, what="还是太多", at=moment(3, 5))


def test_the_facts_must_be_said(assigned, who):
    with pytest.raises(Refused, match="数量、频次"):
        actions.ask_reasons(assigned, who, what=" ", at=moment(3, 4))


def test_nobody_is_refused_unasked(assigned, who):
    with pytest.raises(Refused, match="先书面要求"):
        refuse(assigned, who, moment(3, 16))


def test_nobody_is_refused_within_the_limit_unheard(doubted, who):
    with pytest.raises(Refused, match="先书面要求"):
        refuse(doubted, who, moment(3, 13))
    refusal = refuse(doubted, who, moment(3, 16))
    assert refusal.kind == "D26"
    assert "没有在告知的期限内说明理由" in "".join(each["text"] for each in refusal.paragraphs)


def test_once_heard_a_refusal_may_follow_at_once(doubted, who):
    actions.take_reasons(doubted, actors.applicant(), text="研究需要", at=moment(3, 5))
    assert not Duty.objects.open().filter(kind="application.reasons").exists()
    assert refuse(doubted, who, moment(3, 6)).kind == "D26"


def test_reasons_nobody_asked_for_or_empty_ones_are_refused(assigned, doubted, who):
    with pytest.raises(Refused, match="写明理由"):
        actions.take_reasons(doubted, who, text=" ", at=moment(3, 5))
    actions.take_reasons(doubted, who, text="研究需要", at=moment(3, 5))
    with pytest.raises(Refused, match="没有等待"):
        actions.take_reasons(doubted, who, text="还有", at=moment(3, 6))


def test_a_later_date_needs_sound_reasons_first(assigned, head):
    with pytest.raises(Refused, match="先要求申请人说明理由"):
        actions.delay(assigned, Actor.of(head), until=date(2026, 5, 29), reason="数量多", at=moment(3, 5))


@pytest.fixture
def heard(doubted, who):
    return actions.take_reasons(doubted, who, text="研究需要", at=moment(3, 5))


def test_a_later_date_replaces_the_limit_and_is_told(heard, head):
    told = actions.delay(heard, Actor.of(head), until=date(2026, 5, 29), reason="数量多", at=moment(3, 6))
    assert told.due_on == date(2026, 5, 29)
    text = "\n".join(each["text"] for each in told.letters.get(kind="D32").paragraphs)
    assert "2026年3月31日" in text and "2026年5月29日前" in text
    assert "六十日内向澄溪县人民政府申请行政复议，也可以自收到之日起六个月内直接" in text
    assert Duty.objects.open().get(kind="application.reply").due_on == date(2026, 5, 29)


@pytest.mark.parametrize(
    ("until", "at", "sentence"),
    [
        (date(2026, 3, 31), moment(3, 6), "应当晚于现在的期限"),
        (date(2026, 5, 29), moment(4, 1), "届满"),
    ],
)
def test_it_must_be_later_and_decided_in_time(heard, head, until, at, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.delay(heard, Actor.of(head), until=until, reason="数量多", at=at)


def test_a_clerk_does_not_decide_it(heard, who):
    with pytest.raises(Refused, match="权限"):
        actions.delay(heard, who, until=date(2026, 5, 29), reason="数量多", at=moment(3, 6))


@pytest.mark.parametrize(
    ("given", "said"), [(False, "没有在告知的期限内说明理由"), (True, "您说明的理由不合理：")]
)
def test_the_refusal_says_whether_reasons_were_given(doubted, who, given, said):
    if given:
        actions.take_reasons(doubted, who, text="想了解情况", at=moment(3, 9))
    text = "\n".join(each["text"] for each in refuse(doubted, who, moment(3, 16)).paragraphs)
    assert said in text and ("没有在告知的期限内" in text) != given
