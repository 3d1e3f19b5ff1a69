"""The county loads once, whole, through the rooms' verbs."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency
from applications.choices import ClockState, State
from applications.models import Application, Contribution
from applications.outcomes import BY_CODE
from audit.models import Entry
from conftest import BEIJING
from demonstration import loading, people
from disclosure import consistency
from duties.models import Duty
from interpretation.models import CleanUp, PolicyDocument
from interpretation.standing import interpretation_status
from publishing import notices
from publishing.models import Publication
from publishing.records.projects import progress
from reports.models import AnnualReport

NOW = datetime(2026, 11, 23, 10, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """The loaded county for all tests of this file; the database forgets it afterwards."""
    with django_db_blocker.unblock(), loading.transaction.atomic():
        yield loading.load(NOW, "a demonstration password")
        loading.transaction.set_rollback(True)


pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("county")]


def test_there_is_as_much_as_was_promised(county):
    assert (county.agencies, county.items) == (41, 470)
    public = Publication.objects.published(NOW)
    assert public.exclude(kind__in=["policy", "interpretation"]).count() >= 156
    assert county.policies >= 14 and county.requests >= 32


def test_no_duty_of_it_ended_before_it_began():
    assert [fault for fault in consistency.faults(NOW) if fault.startswith("期限")] == []


def test_each_publication_of_a_domain_serves_an_item_of_it():
    served = Publication.objects.published(NOW).filter(items__domain__kind="standard")
    domains = served.values_list("items__domain__name", flat=True).distinct()
    assert len(set(domains)) == 26


def test_everything_public_was_reviewed_by_somebody_else():
    for publication in Publication.objects.published(NOW).prefetch_related("reviews"):
        reviews = {review.kind: review for review in publication.reviews.all()}
        assert set(reviews) == {"secrecy", "privacy", "wording", "approval"}
        assert all(review.by_id != publication.drafted_by_id for review in reviews.values())


def test_policies_stand_in_every_condition_and_with_every_interpretation_status():
    policies = PolicyDocument.objects.select_related("publication")
    on = NOW.date()
    assert {p.validity_on(on) for p in policies} >= {"in_force", "amended", "repealed", "lapsed"}
    assert {interpretation_status(p, on) for p in policies} == {"published", "due", "overdue", "waived"}


def test_requests_stand_in_every_state():
    reached = set(State.values) - {State.READDRESSED}
    assert set(Application.objects.values_list("state", flat=True)) >= reached
    clocks = set(Application.objects.values_list("clock_state", flat=True))
    assert clocks >= {ClockState.RUNNING, ClockState.AWAITING, ClockState.PAUSED, ClockState.REPLIED}
    assert len(set(Application.objects.exclude(outcome="").values_list("outcome", flat=True))) >= 15


def test_one_request_is_overdue_and_few_are_due_soon():
    running = Application.objects.filter(clock_state=ClockState.RUNNING)
    assert running.filter(due_on__lt=NOW.date()).count() == 1
    assert (
        running.filter(
            due_on__gte=NOW.date(), due_on__lte=loading.tables.current().add(NOW.date(), 2)
        ).count()
        >= 2
    )


def test_typed_records_stand_on_their_shelves():
    public = Publication.objects.published(NOW)
    held = {name: public.filter(record=name).count() for name in ("penalty", "licence", "project", "budget")}
    assert held == {"penalty": 6, "licence": 4, "project": 1, "budget": 4}
    assert set(public.filter(record="penalty").values_list("fields__party", flat=True)) >= {
        "柳某某",
        "欧阳某某",
    }
    withdrawn = Publication.objects.get(record="penalty", state="withdrawn")
    assert "依照行政处罚法第四十八条撤回" in withdrawn.withdrawal_note
    assert Duty.objects.open().filter(kind="penalty_withdrawal").count() == 1
    project = public.get(record="project")
    going = progress([project], NOW)[project.pk]
    assert (going.done, going.needed) == (5, 8)


def test_nothing_happened_in_the_future():
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert not Publication.objects.filter(published_at__gt=NOW).exists()


def test_few_duties_are_late():
    late = Duty.objects.overdue(NOW.date())
    kinds = set(late.values_list("kind", flat=True))
    assert kinds >= {"application.confirm", "application.reply", "interpretation"}
    assert 3 <= late.count() <= 12, list(late.values_list("kind", "label"))


def test_a_second_load_refuses():
    with pytest.raises(loading.NotEmpty):
        loading.load(NOW, "x")
    with pytest.raises(CommandError, match="只能载入空的平台"):
        call_command("load_demo", stdout=StringIO())


def test_the_coworker_has_one_question_open_and_answered_one():
    asked = Contribution.objects.filter(to__username="coworker")
    assert (asked.filter(answered_at=None).count(), asked.exclude(answer="").count()) == (1, 1)


def test_logs_and_clocks_agree():
    call_command("verify_clocks", stdout=StringIO())
    call_command("verify_audit", stdout=StringIO())


def test_every_reply_in_the_texts_is_a_known_outcome():
    assert set(Application.objects.exclude(outcome="").values_list("outcome", flat=True)) <= set(BY_CODE)


def test_numbers_of_applicants_belong_to_nobody():
    assert people.resident_id("程望舒").startswith("000000")
    assert people.credit_code("某公司")[2:8] == "000000"


def test_the_county_has_one_government():
    assert Agency.objects.government().name == "澄溪县人民政府"


def test_one_agency_has_published_the_signed_report_of_last_year():
    report = AnnualReport.objects.get(state="signed")
    assert (report.agency.short_name, report.year) == ("县民政局", 2025)
    assert Publication.objects.published(NOW).filter(pk=report.publication_id).exists()


def test_a_clean_up_is_published_and_a_list_of_people_shows_no_house():
    found = CleanUp.objects.get()
    assert (found.state, found.entries.filter(decision="amend").count()) == ("published", 1)
    notice = Publication.objects.published(NOW).get(notice_kind__slug="subsidy")
    shown = notices.personal_part(notice, NOW.date())
    assert "骆青禾" in shown and "渡头村" in shown and "三组12号" not in shown
