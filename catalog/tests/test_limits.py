# ruff: noqa: E501 (the cells stand as found)
"""公开时限 wordings read as limits. The right-hand sides were written down by hand from the words."""

from datetime import date

import pytest

from catalog.limits import DEFAULT, Limit, due_on, in_words, parse_limits, publish_limit

WD, DAY = "working_day", "day"

ONE = [
    (
        "信息形成或者变更之日起 20 个工作日内。法律、法规对政府信息公开的期限另有规定的，从其规定。",
        "after_event",
        20,
        WD,
    ),
    ("自政府信息形成或者变更之日起20个工作日内。法律、法规另有规定的，从其规定", "after_event", 20, WD),
    ("信息形成或变更之日起20个工作日内", "after_event", 20, WD),
    ("信息形成（变更）20个工作日内", "after_event", 20, WD),
    ("信息形成（变更）5个工作日内", "after_event", 5, WD),
    ("信息获取（形成、变更）7个工作日内", "after_event", 7, WD),
    ("信息形成之后20个工作日内", "after_event", 20, WD),
    ("自制作或获取该信息之日起20个工作日内公开", "after_event", 20, WD),
    ("行政处罚决定形成之日起7个工作日内", "after_event", 7, WD),
    ("制定或获取补贴政策之日起10个工作日内", "after_event", 10, WD),
    ("收到征地批准文件之日起10个工作日内公开。", "after_event", 10, WD),
    ("文件公开后3个工作日内", "after_event", 3, WD),
    ("颁布或印发之日起5个工作日内", "after_event", 5, WD),
    ("资金分配结果下达15个工作日内", "after_event", 15, WD),
    ("拟征收土地现状调查结束后5个工作日内，在村公示栏公开", "after_event", 5, WD),
    ("信息形成之日起，二十个工作日内公开", "after_event", 20, WD),
    ("自该信息形成或者变更之日起30日内予以公开，法律法规另有规定的除外。", "after_event", 30, DAY),
    ("本级人民代表大会或其常务委员会批准后20日内", "after_event", 20, DAY),
    ("人大会议批复后20日内", "after_event", 20, DAY),
    ("突发事件发生后5小时内发布", "after_event", 5, "hour"),
    ("批准后1个月内", "after_event", 1, "month"),
    ("信息形成后一周内", "after_event", 1, "week"),
    ("自收到申请之日起20个工作日内公开", "on_request", 20, WD),
    ("依申请公开", "on_request", None, None),
    ("永久公开", "standing", None, None),
    ("长期，最新有效", "standing", None, None),
    ("任期内", "standing", None, None),
    ("半年至少更新1次", "periodic", 6, "month"),
    ("每20个工作日更新", "periodic", 20, WD),
    ("至少1次/年", "periodic", 1, "year"),
    ("每年1月31日前", "periodic", 1, "year"),
    ("每月10日前更新", "periodic", 1, "month"),
    ("每年年初", "periodic", 1, "year"),
    ("实时", "immediate", None, None),
    ("按进展情况及时公开", "immediate", None, None),
    ("批前公示时间不得少于30日", "notice_period", 30, DAY),
    (
        "向社会公开征求意见期限一般不少于30日；因情况紧急等原因需要缩短期限的，公开征求意见时应当予以说明",
        "notice_period",
        30,
        DAY,
    ),
    ("调查登记结束后公示期不得少于7日", "notice_period", 7, DAY),
    ("在实地启动拟征收土地工作时，在村公示栏公开。", "with_event", None, None),
    ("重大决策作出后及时公开", "with_event", None, None),
    ("启动拟征收土地工作时实时公开", "with_event", None, None),
    ("随采购公告、采购文件公开", "with_event", None, None),
    ("招标计划发布时间应提前招标公告发布时间不少于30日", "before_event", 30, DAY),
    ("提前一周发通知邀请", "before_event", 1, "week"),
    ("会议召开前5个工作日", "before_event", 5, WD),
]

SEVERAL = [
    (
        "1.除处罚决定外其他内容：长期公开（动态调整）； 2.处罚决定：20个工作日内。",
        [Limit("standing"), Limit("after_event", 20, WD)],
    ),
    (
        "信息产生、变更之日起20个工作日内公开，保持长期公开（相关政策法规另有规定的应从其规定）",
        [Limit("after_event", 20, WD), Limit("standing")],
    ),
    ("长期公开（更新周期：形成或变更20个工作日内）", [Limit("standing"), Limit("after_event", 20, WD)]),
    (
        "相关信息形成或变更之日起20个工作日内；更新周期：每月",
        [Limit("after_event", 20, WD), Limit("periodic", 1, "month")],
    ),
    (
        "信息形成（变更）3个工作日内，公示时间不少于7个工作日",
        [Limit("after_event", 3, WD), Limit("notice_period", 7, WD)],
    ),
    (
        "信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示",
        [Limit("after_event", 20, WD), Limit("after_event", 7, WD)],
    ),
    (
        "执法决定信息在决定作出之日起7个工作日内公开，其他相关信息形成或变更之日起20个工作日内公开",
        [Limit("after_event", 7, WD), Limit("after_event", 20, WD)],
    ),
    ("及时公开，公告期限为5个工作日", [Limit("immediate"), Limit("notice_period", 5, WD)]),
    (
        "①《听证通知书》在组织听证7个工作日前予以公开；②其他听证公开内容为依申请公开。",
        [Limit("before_event", 7, WD), Limit("on_request")],
    ),
    (
        "作出决定之日起7个工作日内；情况复杂的，经本单位负责人批准，可延长7个工作日（自公示之日起届满5年的不再公示）",
        [Limit("after_event", 7, WD)],
    ),
]

DEFECTIVE = [
    "",
    "20个工作日",
    "20工作日",
    "15个工作日内公开",
    "批准后20内",
    "同上",
    "按规定时限公开",
    "公开时限：20个工作日",
    "定期更新",
]

NOISY = [
    ("本级政府财政部|门批复后 20 日内", Limit("after_event", 20, DAY)),
    ("信息形成(變更)20個工作日內", Limit("after_event", 20, WD)),
    ("公開事項(xiàng)信息形成或變更之日起20個(gè)工作日內(nèi)公開", Limit("after_event", 20, WD)),
    ("在實地啟動擬征收土地工作時,,在村公示欄公開,。", Limit("with_event")),
    ("信息形成之日起２０个\n工作日内", Limit("after_event", 20, WD)),
]


@pytest.mark.parametrize(("text", "kind", "number", "unit"), ONE)
def test_one_limit_in_a_cell(text, kind, number, unit):
    parsed = parse_limits(text)
    assert parsed.limits == (Limit(kind, number, unit),)
    assert parsed.computable


@pytest.mark.parametrize(("text", "limits"), SEVERAL)
def test_several_limits_in_a_cell(text, limits):
    parsed = parse_limits(text)
    assert list(parsed.limits) == limits
    assert parsed.computable


@pytest.mark.parametrize("text", DEFECTIVE)
def test_a_defective_cell_is_not_guessed(text):
    assert not parse_limits(text).computable


@pytest.mark.parametrize(("text", "limit"), NOISY)
def test_noise_of_published_tables(text, limit):
    parsed = parse_limits(text)
    assert (parsed.limits, parsed.computable) == ((limit,), True)


def test_the_promised_shape():
    assert parse_limits("永久公开").as_dict() == {
        "text": "永久公开",
        "limits": [{"kind": "standing", "number": None, "unit": None}],
        "computable": True,
    }


def test_the_general_limit_is_the_longer_one_and_article_26_stands_in():
    mixed = parse_limits("信息形成20个工作日内公开；其中行政处罚事项自作出决定之日起7个工作日内公示").limits
    assert publish_limit(mixed) == Limit("after_event", 20, WD)
    assert publish_limit(parse_limits("20个工作日").limits) == DEFAULT == Limit("after_event", 20, WD)


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        (Limit("after_event", 5, WD), date(2026, 3, 9)),
        (Limit("after_event", 5, DAY), date(2026, 3, 9)),  # 7 March is a Saturday
        (Limit("after_event", 20, DAY), date(2026, 3, 23)),  # 22 March is a Sunday
        (Limit("after_event", 20, WD), date(2026, 3, 30)),
        (Limit("after_event", 1, "month"), date(2026, 4, 2)),
        (Limit("after_event", 24, "hour"), date(2026, 3, 3)),
    ],
)
def test_working_days_and_calendar_days_are_never_mixed(limit, due, calendar):
    assert due_on(limit, date(2026, 3, 2), calendar) == due


def test_limits_roll_past_the_spring_festival(calendar):
    """15 to 23 February 2026 are off, 28 February (a Saturday) is worked."""
    assert due_on(Limit("periodic", 1, "month"), date(2026, 1, 31), calendar) == date(2026, 2, 28)
    assert due_on(Limit("after_event", 20, DAY), date(2026, 1, 30), calendar) == date(2026, 2, 24)
    assert due_on(Limit("after_event", 7, WD), date(2026, 2, 5), calendar) == date(2026, 2, 14)


def test_a_limit_without_days_has_no_due_day(calendar):
    with pytest.raises(ValueError, match="no number"):
        due_on(Limit("standing"), date(2026, 3, 2), calendar)


def test_limits_are_said_in_words():
    assert in_words(Limit("after_event", 20, WD)) == "信息形成或者变更后20个工作日内"
    assert in_words(Limit("periodic", 6, "month")) == "每6个月更新"
    assert in_words(Limit("notice_period", 7, DAY)) == "公示（征求意见）不少于7日"
