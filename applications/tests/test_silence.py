"""Silence after the 15th working day is recorded by the portal; an answer that comes later is still heard (Art 32, 34)."""

from datetime import date

import pytest

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused
from applications import actions, progress, silence
from applications.models import Application
from applications.tests.conftest import moment
from audit.models import Entry
from duties.models import Duty, Notice
from workdays import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(clerk):
    return Actor.of(clerk)


@pytest.fixture
def ask(assigned, who):
    """Sent on 6 March and served on the 9th: the 15th working day is Monday, 30 March."""

    def asked(kind="third_party", served=date(2026, 3, 9)):
        opinion = actions.consult(assigned, who, kind=kind, party="清源水务", at=moment(3, 6))
        return actions.serve(opinion, who, on=served, at=moment(3, 9)) if served else opinion

    return asked


def fresh(opinion):
    return type(opinion).objects.get(pk=opinion.pk)


def test_on_the_fifteenth_working_day_they_may_still_answer(ask):
    opinion = ask()
    assert silence.note_silences(moment(3, 30, 23)) == []
    assert fresh(opinion).open


def test_the_day_after_it_is_recorded_by_the_portal(ask):
    opinion = ask()
    silence.note_silences(moment(3, 31, 0, 2))
    assert (fresh(opinion).answer, fresh(opinion).answered_on) == ("silent", date(2026, 3, 31))
    assert (
        Entry.objects.about(opinion.application).filter(actor_id=SYSTEM.id, word="登记所征求的意见").exists()
    )
    application = Application.objects.get(pk=opinion.application_id)
    assert (application.clock_state, application.due_on) == ("running", date(2026, 4, 23))


def test_recorded_late_it_has_the_same_day_and_changes_no_date(ask):
    opinion = ask()
    silence.note_silences(moment(4, 3))
    assert fresh(opinion).answered_on == date(2026, 3, 31)
    assert Application.objects.get(pk=opinion.application_id).due_on == date(2026, 4, 23)


def test_it_is_recorded_once(ask, clerk):
    ask()
    assert len(silence.note_silences(moment(3, 31))) == 1
    assert silence.note_silences(moment(4, 1)) == []
    assert Notice.objects.filter(user=clerk, reminder__step__startswith="silence").count() == 1


def test_without_proof_of_service_no_silence_begins(ask):
    ask(served=None)
    assert silence.note_silences(moment(6, 1)) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("third_party", "由本机关依照条例决定"),
        ("co_producer", "视为同意公开"),
        ("other_agency", "由本机关依照条例决定"),
    ],
)
def test_the_clerk_and_the_applicant_are_told_what_it_means(ask, clerk, kind, words):
    opinion = ask(kind)
    silence.note_silences(moment(3, 31))
    assert words in Notice.objects.get(user=clerk, reminder__step="silence:C1").reminder.text
    page = progress.page(opinion.application, tables.current(), date(2026, 4, 1))
    told = next(entry for entry in page["entries"] if entry["title"] == "所征求的意见已有结果")
    assert words in told["text"] and "清源水务" not in told["text"]


def test_a_late_answer_is_still_recorded_and_moves_no_date(ask, who):
    opinion = ask()
    silence.note_silences(moment(3, 31))
    late = actions.take_opinion(opinion, who, answer="objects", text="含商业秘密", at=moment(4, 2))
    assert (late.answer, late.answered_on) == ("objects", date(2026, 4, 2))
    application = Application.objects.get(pk=opinion.application_id)
    assert (application.due_on, application.third_party_objected()) == (date(2026, 4, 23), True)
    with pytest.raises(Refused, match="已经登记过"):
        actions.take_opinion(opinion, who, answer="consents", at=moment(4, 3))


def test_silence_is_not_recorded_over_a_silence(ask, who):
    opinion = ask()
    silence.note_silences(moment(3, 31))
    with pytest.raises(Refused, match="已经登记过"):
        actions.take_opinion(opinion, who, answer="silent", at=moment(4, 1))


def test_a_request_that_ended_is_left_alone(ask, who):
    opinion = ask()
    actions.withdraw(opinion.application, who, at=moment(3, 20))
    assert silence.note_silences(moment(3, 31)) == []


def test_service_proven_later_has_the_day_of_its_receipt(ask, who):
    """The signed receipt comes back after other things were recorded; its day is still the day."""
    opinion = ask(served=None)
    actions.consult(opinion.application, who, kind="co_producer", party="县财政局", at=moment(3, 12))
    served = actions.serve(opinion, who, on=date(2026, 3, 9), at=moment(3, 16))
    assert Duty.objects.open().about(served).get().due_on == date(2026, 3, 30)
    with pytest.raises(Refused, match="早于"):
        actions.take_opinion(opinion, who, answer="objects", on=date(2026, 3, 8), at=moment(3, 17))


def test_one_who_refused_holds_a_release_back_until_it_is_weighed(ask, who, head):
    opinion = ask()
    actions.take_opinion(opinion, who, answer="objects", at=moment(3, 16))
    data = {"provided": "低保资金分配表"}
    with pytest.raises(Refused) as refusal:
        actions.draft(opinion.application, who, outcome="granted", data=data, at=moment(3, 17))
    assert "override" in refusal.value.fields
    data["override"] = "涉及公共资金的去向，不公开对公共利益有重大影响"
    assert actions.draft(opinion.application, who, outcome="granted", data=data, at=moment(3, 17))


def test_an_agency_that_refused_is_heard_and_does_not_decide(ask, who):
    opinion = ask("co_producer")
    actions.take_opinion(opinion, who, answer="objects", at=moment(3, 16))
    assert actions.draft(
        opinion.application, who, outcome="granted", data={"provided": "分配表"}, at=moment(3, 17)
    )
