"""Reviews and suits recorded against a request: duty, answer, result, windows on both pages."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, progress, reckoning, verbs
from applications.desk import case
from applications.models import Challenge
from applications.tests.conftest import moment
from applications.tests.doing import challenged
from duties.models import Duty

pytestmark = pytest.mark.django_db


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.fixture
def who(clerk):
    return Actor.of(clerk)


def test_a_review_opens_a_duty_of_ten_working_days(disputed):
    duty = Duty.objects.open().about(disputed.challenge).get()
    assert (duty.kind, duty.due_on, duty.label) == ("application.challenge", day(3, 27), disputed.number)
    assert disputed.challenge.answer_by == day(3, 27)


def test_the_same_review_is_written_down_once_another_with_its_case_number(disputed, who):
    with pytest.raises(Refused, match="已经登记过"):
        challenged(disputed, who)
    challenged(disputed, who, reference="澄政复〔2026〕8号")
    assert disputed.challenges.count() == 2


def test_in_the_simplified_procedure_it_is_five(replied, who):
    assert challenged(replied, who, simplified=True).answer_by == day(3, 20)


def test_a_suit_is_answered_in_fifteen_days(replied, who):
    row = challenged(replied, who, kind="direct", body="澄溪县人民法院")
    assert row.answer_by == day(3, 30)  # the 15th day is a Saturday


def test_the_answer_closes_the_duty_and_is_given_once(disputed, who):
    row = actions.answer_challenge(disputed.challenge, who, on=day(3, 16), at=moment(3, 16))
    assert row.answered_on == day(3, 16)
    assert not Duty.objects.open().about(row).exists()
    with pytest.raises(Refused, match="已经登记过"):
        actions.answer_challenge(row, who, on=day(3, 16), at=moment(3, 16))


def test_a_result_is_changed_only_with_a_note(disputed, who):
    row = actions.record_result(disputed.challenge, who, result="upheld", on=day(3, 16), at=moment(3, 16))
    assert (row.result, row.decided_on) == ("upheld", day(3, 16))
    with pytest.raises(Refused, match="写明为什么"):
        actions.record_result(row, who, result="corrected", on=day(3, 16), at=moment(3, 17))
    again = actions.record_result(
        row, who, result="corrected", on=day(3, 16), note="登记错了", at=moment(3, 17)
    )
    assert again.result == "corrected"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "appeal"}, "kind"),
        ({"body": " "}, "body"),
        ({"served_on": day(3, 17)}, "served_on"),
        ({"served_on": day(3, 2)}, "served_on"),
        ({"kind": "direct", "simplified": True}, "simplified"),
        ({"kind": "after_review"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(replied, who, changes, field):
    with pytest.raises(Refused) as refused:
        challenged(replied, who, **changes)
    assert set(refused.value.fields) == {field} and not Challenge.objects.exists()


@pytest.mark.parametrize("on", [day(3, 12), day(3, 17)])
def test_answers_and_results_lie_between_service_and_today(disputed, who, on):
    with pytest.raises(Refused, match="日期不能"):
        actions.answer_challenge(disputed.challenge, who, on=on, at=moment(3, 16))
    with pytest.raises(Refused, match="日期不能"):
        actions.record_result(disputed.challenge, who, result="upheld", on=on, at=moment(3, 16))


def test_an_unknown_result_is_refused(disputed, who):
    with pytest.raises(Refused, match="选择结果"):
        actions.record_result(disputed.challenge, who, result="won", on=day(3, 16), at=moment(3, 16))


def test_a_suit_after_review_needs_the_review(disputed, who):
    row = challenged(disputed, who, kind="after_review", body="澄溪县人民法院")
    assert row.get_kind_display() == "行政诉讼：复议后起诉"


def test_a_request_that_nobody_answered_may_be_challenged_too(assigned, who):
    assert challenged(assigned, who).kind == "review"
    assigned.refresh_from_db()
    assert assigned.state == "assigned"


@pytest.mark.parametrize(("on", "offered"), [(day(3, 31), False), (day(4, 1), True)])
def test_before_the_reply_it_is_offered_from_the_day_after_the_due_day(assigned, calendar, who, on, offered):
    buttons = case.offered(assigned, reckoning.reckon(assigned, calendar), who, on, calendar)
    assert (verbs.RECORD_CHALLENGE in buttons) == offered


def test_it_is_offered_after_the_reply(replied, calendar, who):
    folded = reckoning.reckon(replied, calendar)
    assert verbs.RECORD_CHALLENGE in case.offered(replied, folded, who, day(3, 16), calendar)


def test_who_recorded_a_review_before_the_due_day_goes_on(assigned, calendar, who):
    challenged(assigned, who)
    folded = reckoning.reckon(assigned, calendar)
    assert verbs.RECORD_CHALLENGE in case.offered(assigned, folded, who, day(3, 16), calendar)


def test_the_applicant_sees_until_when(replied, calendar):
    page = progress.page(replied, calendar, day(3, 20))
    assert [(each.name, each.last) for each in page["windows"]] == [
        ("申请行政复议", day(5, 11)),
        ("直接提起行政诉讼", day(9, 14)),
    ]
    assert page["by_post"] is False


def test_after_a_decision_on_review_the_suit_has_fifteen_days(disputed, who, calendar):
    actions.record_result(disputed.challenge, who, result="upheld", on=day(3, 16), at=moment(3, 16))
    last = progress.page(disputed, calendar, day(3, 20))["windows"][-1]
    assert (last.name, last.last) == ("不服复议决定，提起行政诉讼", day(3, 31))


def test_before_the_reply_nothing_is_shown(assigned, calendar):
    assert progress.page(assigned, calendar, day(3, 20))["windows"] == []


def test_it_is_recorded_answered_and_decided_on_the_desk(client, replied, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:do", args=[replied.number, "record_challenge"])
    assert "澄溪县人民政府" in client.get(address).content.decode()
    form = {
        "kind": "review",
        "body": "澄溪县人民政府",
        "served_on": "2026-03-13",
        "reference": "澄政复〔2026〕4号",
    }
    assert client.post(address, form | {"kind": "after_review"}).status_code == 422
    assert client.post(address, form).status_code == 302
    row = Challenge.objects.get()
    for verb, data in (
        ("answer", {"on": "2026-03-20"}),
        ("result", {"on": "2026-05-06", "result": "upheld"}),
    ):
        page = reverse("desk_applications:challenge", args=[replied.number, row.pk, verb])
        assert client.get(page).status_code == 200
        assert client.post(page, data).status_code == 302
    row.refresh_from_db()
    assert (row.answered_on, row.result) == (day(3, 20), "upheld")
    text = client.get(reverse("desk_applications:case", args=[replied.number])).content.decode()
    assert "结果维持" in text and "2026年5月11日" in text


def test_the_list_shows_the_own_agency_and_what_waits(client, disputed, clerk, other_clerk):
    address = reverse("desk_applications:challenges")
    client.force_login(clerk)
    assert disputed.number in client.get(address, {"tab": "answer"}).content.decode()
    assert disputed.number not in client.get(address, {"tab": "done"}).content.decode()
    client.force_login(other_clerk)
    assert disputed.number not in client.get(address).content.decode()


def test_a_challenge_of_another_case_is_not_found(client, disputed, form, agency, clerk):
    other, _ = actions.receive(form, agency=agency, channel="counter", actor=Actor.of(clerk), at=moment(3, 2))
    client.force_login(clerk)
    address = reverse("desk_applications:challenge", args=[other.number, disputed.challenge.pk, "answer"])
    assert client.get(address).status_code == 404
