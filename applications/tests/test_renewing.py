"""A review or a court sets a reply aside: the request is answered again with a clock of its own, and counts once."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, alike, clock, progress, reckoning
from applications.clock import Event, fold
from applications.models import Application, Letter
from applications.tests.conftest import agreed, moment, sent
from duties.models import Duty
from reports import figures
from workdays import tables

pytestmark = pytest.mark.django_db
FRIDAY = {"on": date(2026, 4, 10), "at": moment(4, 10)}


@pytest.fixture
def renewed(overturned, clerk):
    """The decision arrived on 10 April and gives until 30 April."""
    return actions.renew(overturned.challenge, Actor.of(clerk), until=date(2026, 4, 30), **FRIDAY)


def answered_again(case, clerk, head, reviewer):
    Application.objects.filter(pk=case.pk).update(delivery="hand")
    data = {"provided": "2025年城乡低保资金分配表一份", "facts": "经查找，本机关保存有所申请的信息"}
    actions.draft(case, Actor.of(clerk), outcome="granted", data=data, at=moment(4, 20))
    agreed(case, head, reviewer, at=moment(4, 21))
    return sent(case, clerk, at=moment(4, 22), method="hand", proof="本人签收")


def test_the_new_reply_is_due_on_the_day_that_the_decision_names(renewed, clerk):
    assert (renewed.state, renewed.assigned_to, renewed.due_on) == ("assigned", clerk, date(2026, 4, 30))
    duty = Duty.objects.open().get(label=renewed.number)
    assert (duty.kind, duty.due_on) == ("application.reply", date(2026, 4, 30))
    assert reckoning.disagreements(renewed, tables.current()) == {}


def test_without_a_day_the_statutes_twenty_working_days_run(overturned, clerk):
    """10 April 2026 and 20 working days, over the May holidays with 9 May made up: 12 May."""
    assert actions.renew(overturned.challenge, Actor.of(clerk), **FRIDAY).due_on == date(2026, 5, 12)


def test_a_clerk_who_left_is_given_nothing(overturned, clerk, head):
    """Months lie between a reply and the decision on it: the head gives the case to somebody else."""
    clerk.memberships.all().delete()
    made = actions.renew(overturned.challenge, Actor.of(head), **FRIDAY)
    assert (made.state, made.assigned_to) == ("confirmed", None)


def test_sent_back_it_waits_for_no_supplement(renewed, clerk, head):
    actions.draft(renewed, Actor.of(clerk), outcome="published", data={"where": "网站"}, at=moment(4, 13))
    actions.approve(renewed, Actor.of(head), at=moment(4, 13))
    actions.send_back(renewed, Actor.of(head), reason="漏了一项", at=moment(4, 14))
    assert [each.kind for each in Duty.objects.open().filter(label=renewed.number)] == ["application.reply"]


def test_both_replies_are_kept_and_the_first_record_does_not_change(renewed, replied, clerk, head, reviewer):
    before = Letter.objects.get(application=replied, outcome="published")
    answered_again(renewed, clerk, head, reviewer)
    replied.refresh_from_db()
    assert (replied.state, replied.outcome, replied.replied_on) == ("replied", "published", date(2026, 3, 12))
    again = Letter.objects.get(application=renewed, outcome="granted")
    assert again.number != before.number and Letter.objects.get(pk=before.pk).digest == before.digest


def test_the_report_counts_one_request_and_its_first_reply(renewed, agency, clerk, head, reviewer):
    answered_again(renewed, clerk, head, reviewer)
    found = figures.now(agency, 2026)
    assert [row[-1] for row in (found.three[0], found.three[23], found.three[24])] == [1, 1, 0]
    assert found.four[0] == (0, 1, 0, 0, 1)


def test_the_applicants_code_opens_both_and_each_names_the_other(renewed, overturned):
    overturned.refresh_from_db()
    assert renewed.group == overturned.group and renewed.group
    old, new = (
        str(progress.page(each, tables.current(), date(2026, 4, 13))["entries"])
        for each in (overturned, renewed)
    )
    assert "重新答复" in old and renewed.number in old
    assert "开始重新答复" in new and overturned.number in new


def test_the_day_that_a_decision_set_is_not_put_off(renewed, head, clerk):
    with pytest.raises(Refused, match="本机关不能延长"):
        actions.extend(renewed, Actor.of(head), days=5, reason="档案较多", at=moment(4, 15))
    actions.consult(renewed, Actor.of(clerk), kind="third_party", party="清源水务", at=moment(4, 15))
    renewed.refresh_from_db()
    assert renewed.due_on == date(2026, 4, 30)


def test_a_supplement_does_not_move_it_either(calendar):
    events = [
        Event("received", date(2026, 4, 10)),
        Event("renewed", date(2026, 4, 10), until=date(2026, 4, 30)),
        Event("supplement_asked", date(2026, 4, 13)),
    ]
    assert fold(events, calendar).due_on == date(2026, 4, 30)
    with pytest.raises(clock.IllegalHistory, match="不能延迟"):
        fold([*events[:2], Event("delayed", date(2026, 4, 13), until=date(2026, 5, 29))], calendar)


@pytest.mark.parametrize("result", ["", "upheld"])
def test_only_what_was_set_aside_is_answered_again(disputed, clerk, result):
    if result:
        who, on = Actor.of(clerk), moment(4, 8)
        actions.record_result(disputed.challenge, who, result=result, on=on.date(), at=on)
    with pytest.raises(Refused, match="先登记结果"):
        actions.renew(disputed.challenge, Actor.of(clerk), **FRIDAY)


def test_once_for_each_decision_and_not_before_it(renewed, overturned, clerk):
    with pytest.raises(Refused, match="已经按这份决定"):
        actions.renew(overturned.challenge, Actor.of(clerk), **FRIDAY)
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "field", "said"),
    [
        ({"on": date(2026, 4, 7)}, "on", "不能早于作出决定的日期（2026-04-08）"),
        ({"until": date(2026, 4, 9)}, "until", "不能早于收到决定的日期"),
        ({"on": date(2026, 4, 11)}, "on", "不能晚于今天"),
    ],
)
def test_days_that_cannot_be_are_said(overturned, clerk, days, field, said):
    with pytest.raises(Refused) as refusal:
        actions.renew(overturned.challenge, Actor.of(clerk), **(FRIDAY | days))
    assert said in refusal.value.fields[field]
    assert Application.objects.count() == 1


@pytest.fixture
def objected(assigned, clerk):
    """A third party refused on Friday, 6 March, before the reply that was set aside."""
    who = Actor.of(clerk)
    row = actions.consult(assigned, who, kind="third_party", party="清源水务", at=moment(3, 4))
    return actions.take_opinion(row, who, answer="objects", text="含我公司报价", at=moment(3, 6))


GRANTED = {"provided": "报价单一份", "facts": "经查找，本机关保存有所申请的信息"}


def test_what_a_third_party_said_stands_for_the_new_reply(objected, renewed, clerk):
    """Art 32: never released against its objection without the reason, whoever ordered the reply."""
    row = renewed.opinions.get()
    assert (row.party, row.answer, row.answered_on) == ("清源水务", "objects", date(2026, 3, 6))
    assert row.carried_from == objected and renewed.due_on == date(2026, 4, 30)
    assert reckoning.disagreements(renewed, tables.current()) == {}
    with pytest.raises(Refused) as refusal:
        actions.draft(renewed, Actor.of(clerk), outcome="granted", data=GRANTED, at=moment(4, 13))
    assert "override" in refusal.value.fields


def test_it_is_told_when_its_objection_gives_way(objected, renewed, clerk, head, reviewer):
    Application.objects.filter(pk=renewed.pk).update(delivery="hand")
    data = GRANTED | {"override": "报价已经在中标公告里公开，不再是商业秘密"}
    letter = actions.draft(renewed, Actor.of(clerk), outcome="granted", data=data, at=moment(4, 13))
    text = "\n".join(each["text"] for each in letter.paragraphs)
    assert "本机关于2026年3月3日收到您" in text and "责令重新答复" in text
    assert "第三方于2026年3月6日答复不同意公开" in text and "清源水务" not in text
    agreed(renewed, head, reviewer, at=moment(4, 14))
    sent(renewed, clerk, at=moment(4, 15), method="hand", proof="本人签收")
    assert "清源水务：" in str(renewed.letters.get(kind="D09").paragraphs)


@pytest.mark.parametrize(("answer", "stands"), [("consents", False), ("objects", True), ("silent", True)])
def test_asked_again_the_new_answer_counts_and_silence_takes_none_back(
    objected, renewed, clerk, answer, stands
):
    who = Actor.of(clerk)
    row = actions.consult(renewed, who, kind="third_party", party="清源水务", at=moment(4, 13))
    actions.serve(row, who, on=date(2026, 4, 13), at=moment(4, 13))
    assert row.ref == "C2"
    actions.take_opinion(row, who, answer=answer, at=moment(5, 8))
    assert renewed.third_party_objected() is stands


def test_a_result_that_was_acted_on_is_not_taken_back(renewed, overturned, clerk):
    def change(result, day):
        at = {"on": date(2026, 4, day), "at": moment(4, 20), "note": "抄错了"}
        return actions.record_result(overturned.challenge, Actor.of(clerk), result=result, **at)

    with pytest.raises(Refused, match=f"已经按这份决定重新答复（{renewed.number}），结果不能改为维持"):
        change("upheld", 8)
    with pytest.raises(Refused, match="不能晚于收到决定"):
        change("corrected", 13)
    assert change("other", 7).result == "other"


def test_the_same_applicant_is_not_counted_as_another(overturned, clerk):
    """Art 44 counts people: without a number the group tells that it is the same one."""
    Application.objects.filter(pk=overturned.pk).update(person_key="")
    made = actions.renew(overturned.challenge, Actor.of(clerk), **FRIDAY)
    overturned.refresh_from_db()
    assert [alike.others(each).applicants for each in (made, overturned)] == [1, 1]


def test_on_the_desk_the_decision_leads_to_the_new_case_and_back(client, overturned, clerk):
    client.force_login(clerk)
    case = reverse("desk_applications:case", args=[overturned.number])
    do = reverse("desk_applications:challenge", args=[overturned.number, overturned.challenge.pk, "renew"])
    assert do in client.get(case).text
    assert "没有写明的不填" in client.get(do).text
    assert client.post(do, {"on": "2026-04-10", "until": "2026-04-30"}).status_code == 302
    made = Application.objects.get(ordered_by=overturned.challenge)
    assert reverse("desk_applications:case", args=[made.number]) in client.get(case).text
    page = client.get(reverse("desk_applications:case", args=[made.number])).text
    assert "责令重新答复" in page and case in page
    assert client.post(do, {"on": "2026-04-10"}).status_code in (422, 409)
