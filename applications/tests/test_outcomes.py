"""Every row of `outcomes`: its letter, its remedy, what it must have; and the rows as the annual report needs them."""

import pytest

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, letters, outcomes
from applications.tests.conftest import agreed, moment, sent
from applications.tests.doing import complete

pytestmark = pytest.mark.django_db
ROWS = [row for row in outcomes.OUTCOMES if row.code != "withdrawn"]
NOON = {"at": moment(4, 3)}


@pytest.fixture
def ready(assigned, clerk, head):
    """Brings the case to where an outcome can be given."""

    def prepare(row):
        who = Actor.of(clerk)
        if row.after in ("supplement", "lapse"):
            limit = moment(3, 12).date() if row.after == "lapse" else None
            actions.ask_supplement(assigned, who, what="写明年度", limit_on=limit, at=moment(3, 5))
        if row.after == "supplement":
            actions.supplement(assigned, who, text="就是那个文件", at=moment(3, 9))
        if row.after == "unpaid":
            actions.notify_fee(assigned, Actor.of(head), method="page", number=31, at=moment(3, 4))
        if row.after == "reasons":
            actions.ask_reasons(assigned, who, what="本月以来您提出了23件申请。", at=moment(3, 4))
        if row.code == "third_party":
            opinion = actions.consult(assigned, who, kind="third_party", party="清源水务", at=moment(3, 5))
            actions.take_opinion(opinion, who, answer="objects", at=moment(3, 16))
        assigned.refresh_from_db()
        return assigned

    return prepare


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_it_goes_out_with_its_letter_and_remedy(row, ready, clerk, head, reviewer):
    application = ready(row)
    actions.draft(application, Actor.of(clerk), outcome=row.code, data=complete(row), **NOON)
    agreed(application, head, reviewer, **NOON)
    letter = sent(application, clerk, **NOON)
    text = "\n".join(each["text"] for each in letter.paragraphs)
    assert letter.kind == row.letter and letter.outcome == row.code
    assert "澄溪县人民政府申请行政复议" in text
    assert ("应当自收到之日起六十日内先向" in text) == (row.remedy == "review_first")
    assert ("直接向有管辖权的人民法院" in text) == (row.remedy == "either" or row.code == "partial")
    assert all(
        text.count(said) for name, said in complete(row).items() if name in row.asks and name != "search_on"
    )


@pytest.mark.parametrize("row", [row for row in ROWS if row.asks], ids=lambda row: row.code)
def test_it_is_refused_while_something_is_missing(row, ready, clerk):
    application = ready(row)
    with pytest.raises(Refused) as refused:
        actions.draft(application, Actor.of(clerk), outcome=row.code, data={}, **NOON)
    assert set(row.asks) - {"responsible_unknown"} <= set(refused.value.fields)


def test_the_rows_of_table_3_are_all_there():
    assert sorted({row.report_row for row in outcomes.OUTCOMES}) == list(range(3, 24))


def test_only_refusals_under_14_to_16_go_to_review_first():
    first = {row.code for row in outcomes.OUTCOMES if row.remedy == "review_first"}
    assert first == {
        "partial", "secret", "forbidden", "endangers", "third_party", "internal", "process", "case_file",
    }  # fmt: skip


def test_every_letter_has_its_template():
    for row in outcomes.OUTCOMES:
        assert (letters.TEMPLATES / f"{letters.BY_CODE[row.letter].template}.txt").is_file()


def test_third_parties_are_asked_before_their_interest_is_the_reason(assigned, clerk):
    with pytest.raises(Refused, match="第三十二条"):
        row = outcomes.outcome("third_party")
        actions.draft(assigned, Actor.of(clerk), outcome="third_party", data=complete(row), **NOON)


def test_a_part_withheld_for_a_third_party_asks_it_too(assigned, clerk):
    data = complete(outcomes.outcome("partial")) | {"ground": "15"}
    with pytest.raises(Refused, match="第三十二条"):
        actions.draft(assigned, Actor.of(clerk), outcome="partial", data=data, **NOON)
    opinion = actions.consult(assigned, Actor.of(clerk), kind="third_party", party="清源水务", **NOON)
    actions.take_opinion(opinion, Actor.of(clerk), answer="objects", **NOON)
    assert actions.draft(assigned, Actor.of(clerk), outcome="partial", data=data, **NOON).kind == "D14"


def test_a_partial_reply_that_withholds_something_else_says_why_it_overrules_the_third_party(assigned, clerk):
    opinion = actions.consult(assigned, Actor.of(clerk), kind="third_party", party="清源水务", **NOON)
    actions.take_opinion(opinion, Actor.of(clerk), answer="objects", **NOON)
    data = complete(outcomes.outcome("partial")) | {"ground": "16-1"}
    with pytest.raises(Refused) as refused:
        actions.draft(assigned, Actor.of(clerk), outcome="partial", data=data, **NOON)
    assert "override" in refused.value.fields
    data |= {"override": "不公开会对饮水安全造成重大影响"}
    assert actions.draft(assigned, Actor.of(clerk), outcome="partial", data=data, **NOON).kind == "D14"


def test_nothing_is_approved_while_somebody_is_asked_or_against_an_objection(assigned, clerk, head):
    granted = complete(outcomes.outcome("granted"))
    actions.draft(assigned, Actor.of(clerk), outcome="granted", data=granted, **NOON)
    opinion = actions.consult(assigned, Actor.of(clerk), kind="third_party", party="清源水务", **NOON)
    with pytest.raises(Refused, match="还有征求的意见没有登记"):
        actions.approve(assigned, Actor.of(head), **NOON)
    actions.take_opinion(opinion, Actor.of(clerk), answer="objects", **NOON)
    with pytest.raises(Refused, match="公共利益"):
        actions.approve(assigned, Actor.of(head), **NOON)
    granted["override"] = "不公开会对饮水安全造成重大影响"
    actions.draft(assigned, Actor.of(clerk), outcome="granted", data=granted, **NOON)
    actions.approve(assigned, Actor.of(head), **NOON)
    assert sent(assigned, clerk, **NOON).kind == "D13"


@pytest.mark.parametrize("stop", ["supplement", "fee"])
def test_nothing_is_sent_while_the_applicant_is_waited_for(stop, assigned, clerk, head):
    at = {"at": moment(3, 5)}
    actions.draft(assigned, Actor.of(clerk), outcome="published", data={"where": "门户网站"}, **at)
    if stop == "supplement":
        actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", **at)
    else:
        actions.notify_fee(assigned, Actor.of(head), method="page", number=250, **at)
    with pytest.raises(Refused, match="正在等待申请人"):
        actions.approve(assigned, Actor.of(head), **at)
    type(assigned).objects.filter(pk=assigned.pk).update(state="sealed")
    with pytest.raises(Refused, match="正在等待申请人"):
        actions.reply(assigned, Actor.of(clerk), **at)


def test_a_reason_of_three_words_is_not_one(assigned, clerk):
    data = {"ground": "16-1", "facts": "考勤记录，由本机关制作", "reason": "内部事务"}
    with pytest.raises(Refused) as refused:
        actions.draft(assigned, Actor.of(clerk), outcome="internal", data=data, **NOON)
    assert "太短" in refused.value.fields["reason"]


def test_lapse_only_after_the_limit_has_passed(assigned, clerk):
    actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 5))
    with pytest.raises(Refused, match="补正期限已过"):
        actions.draft(assigned, Actor.of(clerk), outcome="not_supplemented", data={}, at=moment(3, 26))
    letter = actions.draft(assigned, Actor.of(clerk), outcome="not_supplemented", data={}, at=moment(3, 27))
    assert letter.kind == "D28"


def test_a_number_is_used_once(drafted, head, clerk, form, agency, applicant):
    other, _ = actions.receive(
        form, agency=agency, channel="counter", actor=Actor.of(clerk), at=moment(3, 16)
    )
    actions.assign(other, Actor.of(head), to=clerk, at=moment(3, 16))
    number = drafted.letters.get(kind="D12").number
    with pytest.raises(Refused, match="已经用过"):
        actions.draft(
            other, Actor.of(clerk), outcome="published", data={"where": "网站"}, number=number, **NOON
        )
