"""期限计算器 counts as the clock of a request does; its whole question stands in the address."""

from datetime import date

import pytest

from applications.clock import IllegalHistory
from opendata import reckoning
from workdays import builtin

YEARS = builtin.calendar()
ADDRESS = "/tools/deadline/"


def page(client, **told) -> str:
    return client.get(ADDRESS, {"received": "2026-03-02", "days": "20"} | told).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {"supplement_asked": "2026-03-06", "supplement_received": "2026-03-16"},
            "2026年4月14日（周二）为止",
        ),
        ({"sent1": "2026-03-06", "answered1": "2026-03-18"}, "2026年4月10日（周五）为止"),
        (
            {
                "sent1": "2026-03-06",
                "answered1": "2026-03-18",
                "sent2": "2026-03-10",
                "answered2": "2026-03-20",
            },
            "2026年4月14日（周二）为止",
        ),
        ({"extended_on": "2026-03-27", "extended": "20"}, "2026年4月28日（周二）为止"),
        ({"sent1": "2026-03-06", "served1": "2026-03-09"}, "最晚到 2026年4月22日（周三）为止"),
        ({"supplement_asked": "2026-03-06"}, "等待申请人补正"),
        ({"sent1": "2026-03-06"}, "还没有登记送达日期"),
    ],
)
def test_what_happened_on_the_way_moves_the_day(client, told, words):
    assert words in page(client, **told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"extended_on": "2026-03-31", "extended": "5"}, "届满"),
        ({"supplement_received": "2026-03-16"}, "请填写告知补正的日期"),
        ({"answered1": "2026-03-16"}, "请填写征求意见书发出的日期"),
        ({"extended": "5"}, "请填写决定并告知延长的日期"),
        ({"extended_on": "2026-03-20"}, "请填写延长几个工作日"),
        ({"extended_on": "2026-03-20", "extended": "21"}, "填写 1 到 20"),
        ({"supplement_asked": "昨天"}, "写成 2026-09-10 的样子"),
        ({"supplement_asked": "2999-01-01"}, "年份应在"),
        ({"supplement_asked": "2026-03-01", "supplement_received": "2026-03-05"}, "在收到申请之前"),
        ({"days": "7", "supplement_asked": "2026-03-06"}, "请填 20"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(client, told, sentence):
    text = page(client, **told)
    assert sentence in text
    assert all(f'value="{value}"' in text for value in told.values())


@pytest.mark.django_db
def test_the_days_stand_in_a_calendar_with_words(client):
    text = page(client, sent1="2026-03-06", answered1="2026-03-18")
    assert 'class="start d1"' in text
    assert "征求意见期间，不计入" in text and "第 20 个工作日，工作日" not in text
    assert "期限最后一日" in text


def cells(**told):
    data = {"received": date(2026, 9, 28)} | told
    found, steps = reckoning.folded(data, YEARS)
    return {
        cell.day: (cell.mark, cell.tone)
        for cell in reckoning.strip(reckoning.numbered(steps), found.due_on, YEARS)
    }


def test_holidays_make_up_days_and_the_last_day_have_their_marks():
    found = cells()
    assert found[date(2026, 9, 28)] == ("起", "start")
    assert found[date(2026, 9, 29)] == ("1", "plain")
    assert found[date(2026, 10, 1)] == ("休", "off")
    assert found[date(2026, 10, 10)] == ("5", "extra")
    assert found[date(2026, 10, 30)] == ("20", "due")


def test_paused_days_stand_still_and_the_count_goes_on():
    found = cells(sent1=date(2026, 9, 29), answered1=date(2026, 10, 9))
    assert found[date(2026, 9, 30)] == ("停", "paused")
    assert found[date(2026, 10, 10)] == ("2", "extra")


def test_after_a_supplement_it_counts_from_one():
    found = cells(supplement_asked=date(2026, 9, 30), supplement_received=date(2026, 10, 12))
    assert found[date(2026, 10, 12)] == ("起", "start")
    assert found[date(2026, 10, 13)] == ("1", "plain")


def test_very_long_limits_are_listed_without_a_calendar():
    rows = reckoning.numbered(YEARS.explain(date(2022, 1, 3), date(2025, 1, 3)))
    assert reckoning.strip(rows, date(2025, 1, 3), YEARS) == []


def test_an_impossible_history_is_refused():
    with pytest.raises(IllegalHistory):
        reckoning.folded(
            {"received": date(2026, 3, 2), "extended_on": date(2026, 5, 1), "extended": 5}, YEARS
        )
