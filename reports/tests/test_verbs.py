"""Opening, drafting, signing and revising: who may, when, and what is frozen."""

import pytest

from accounts import actors
from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused
from audit.models import Entry
from catalog.models import Domain, Item, ItemAgency
from duties.models import Duty
from reports import actions, figures, tasks, verbs
from reports.models import AnnualReport
from reports.tests.conftest import at, day

pytestmark = pytest.mark.django_db
OTHERS = ("other_clerk", "editor", "stranger", "supervisor", "reviewer")
JANUARY = at("2025-01-20")


@pytest.fixture
def opened(worked, agency):
    return actions.open_report(agency, 2024, SYSTEM, at=at("2024-12-02"))


@pytest.fixture
def drafted(opened, clerk):
    return actions.draft(opened, Actor.of(clerk), at=JANUARY)


@pytest.fixture
def signed(drafted, head):
    return actions.sign(drafted, Actor.of(head), at=JANUARY)


@pytest.fixture
def item(db) -> Item:
    domain = Domain.objects.create(slug="shehuijiuzhu", name="社会救助", order=1, publisher_kind="民政部门")
    return Item.objects.create(
        domain=domain, code="A-1", level1="最低生活保障", level2="低保审批信息", content="名单",
        effective_on=day("2020-01-01"), changed_at=at("2020-01-01"),
    )  # fmt: skip


DOING = {
    "open_report": ("agency", "clerk", lambda a, who: actions.open_report(a, 2024, who, at=JANUARY)),
    "draft_report": ("opened", "clerk", lambda r, who: actions.draft(r, who, at=JANUARY)),
    "sign_report": ("drafted", "head", lambda r, who: actions.sign(r, who, at=JANUARY)),
    "announce_report": ("signed", "head", lambda r, who: actions.announce(r, who, at=JANUARY)),
    "revise_report": (
        "signed",
        "clerk",
        lambda r, who: actions.revise(r, who, reason="漏了一件", at=JANUARY),
    ),
}


@pytest.mark.parametrize("verb", verbs.VERBS, ids=lambda verb: verb.name)
def test_it_is_done_by_the_one_whom_the_row_names(verb, request):
    subject, who, run = DOING[verb.name]
    found = run(request.getfixturevalue(subject), Actor.of(request.getfixturevalue(who)))
    found = found.annual_report if verb is verbs.ANNOUNCE else found
    assert not verb.target or found.state == verb.target
    assert Entry.objects.about(found).filter(word=verb.word).count() == 1


@pytest.mark.parametrize("person", OTHERS)
@pytest.mark.parametrize("verb", verbs.VERBS, ids=lambda verb: verb.name)
def test_it_is_refused_to_others(verb, person, request):
    subject, _, run = DOING[verb.name]
    row = request.getfixturevalue(subject)
    with pytest.raises(Refused, match="权限"):
        run(row, Actor.of(request.getfixturevalue(person)))
    with pytest.raises(Refused, match="权限"):
        run(row, actors.applicant())


@pytest.mark.parametrize("verb", [v for v in verbs.VERBS if v.source], ids=lambda verb: verb.name)
def test_it_is_refused_from_other_states(verb, request):
    subject, who, run = DOING[verb.name]
    row = request.getfixturevalue(subject)
    state = "open" if verb.name != "draft_report" else "signed"
    AnnualReport.objects.filter(pk=row.pk).update(state=state, signed_at=JANUARY, digest="x")
    with pytest.raises(Refused, match="状态"):
        run(row, Actor.of(request.getfixturevalue(who)))


def test_who_drafted_does_not_sign(opened, head):
    actions.draft(opened, Actor.of(head), at=JANUARY)
    with pytest.raises(Refused, match="另一位同事"):
        actions.sign(opened, Actor.of(head), at=JANUARY)


def test_the_duty_is_due_on_its_fixed_day_and_closed_by_signing(drafted, agency, head):
    duty = Duty.objects.open().about(drafted).get()
    assert (duty.kind, duty.due_on, duty.url) == (
        "report.annual",
        day("2025-01-31"),
        "/desk/reports/minzheng/2024/",
    )
    actions.sign(drafted, Actor.of(head), at=JANUARY)
    assert not Duty.objects.open().about(drafted).exists()


def test_in_december_every_agency_gets_its_report_once(agency, other_agency, government):
    first = actions.open_all(2026, SYSTEM, at=at("2026-12-01"))
    assert actions.open_all(2026, SYSTEM, at=at("2026-12-02")) == []
    dues = {report.agency.code: Duty.objects.open().about(report).get().due_on for report in first}
    assert dues == {"CX000": day("2027-03-31"), "CX101": day("2027-01-31"), "CX102": day("2027-01-31")}


@pytest.fixture
def watch(item):
    """watch(agency, day): one item of the agency is watched from that day."""

    def since(agency, on: str) -> None:
        ItemAgency.objects.create(item=item, agency=agency, watched_from=day(on))

    return since


def test_the_task_opens_the_year_at_hand(agency, government, watch):
    watch(agency, "2020-01-01")
    watch(government, "2020-01-01")
    assert tasks.open_reports() == 2 and tasks.open_reports() == 0


def test_last_years_report_that_is_missing_is_late(agency, watch, supervisor, client):
    watch(agency, "2024-01-31")
    (report,) = actions.open_all(2023, SYSTEM, at=at("2024-05-06"))
    assert Duty.objects.overdue(day("2024-05-06")).get().due_on == day("2024-01-31")
    client.force_login(supervisor)
    assert "逾期未签发" in client.get("/desk/reports/?year=2023").content.decode()
    assert "逾期未签发" in client.get(f"/desk/reports/{agency.slug}/2023/").content.decode()
    assert report.agency == agency


@pytest.mark.parametrize("since", ["2024-02-01", None])
def test_going_live_does_not_begin_with_arrears(since, agency, watch, clerk, client):
    if since:
        watch(agency, since)
    assert actions.open_all(2023, SYSTEM, at=at("2024-05-06")) == []
    client.force_login(clerk)
    page = client.get("/desk/reports/?year=2023").content.decode()
    assert "不计逾期" in page and "逾期未签发" not in page
    made_up = actions.open_report(agency, 2023, Actor.of(clerk), at=at("2024-05-06"))
    assert not Duty.objects.about(made_up).exists()


def test_an_agency_that_answers_requests_here_is_watched_from_the_first(hand_in, agency):
    hand_in("2024-01-05")
    assert [each.agency for each in actions.open_all(2023, SYSTEM, at=at("2024-05-06"))] == [agency]


def test_a_signed_report_is_not_late_while_it_is_revised(signed, clerk, client):
    actions.revise(signed, Actor.of(clerk), reason="漏登一件", at=at("2025-03-03"))
    client.force_login(clerk)
    assert "逾期" not in client.get("/desk/reports/?year=2024").content.decode()


def test_a_year_that_has_not_begun_is_not_opened(agency):
    with pytest.raises(Refused, match="还没有开始"):
        actions.open_report(agency, 2025, SYSTEM, at=at("2024-12-31"))


def test_nothing_is_signed_before_the_year_is_over(opened, clerk, head):
    actions.draft(opened, Actor.of(clerk), at=at("2024-12-30"))
    with pytest.raises(Refused, match="还没有结束"):
        actions.sign(opened, Actor.of(head), at=at("2024-12-31"))


def test_what_does_not_balance_is_not_signed(opened, clerk, head):
    actions.draft(opened, Actor.of(clerk), carried=[3, 0, 0, 0, 0, 0], at=JANUARY)
    with pytest.raises(Refused, match="“自然人”列：第一项 3 加第二项 3 是 6"):
        actions.sign(opened, Actor.of(head), at=JANUARY)


def test_a_count_carried_over_that_agrees_is_signed(opened, clerk, head):
    actions.draft(opened, Actor.of(clerk), carried=[1, 0, 0, 0, 0, 0], at=JANUARY)
    assert actions.sign(opened, Actor.of(head), at=JANUARY).state == "signed"


@pytest.mark.parametrize("carried", [[1], [-1, 0, 0, 0, 0, 0], [10**7, 0, 0, 0, 0, 0]])
def test_wrong_counts_are_refused(opened, clerk, carried):
    with pytest.raises(Refused, match="上年结转") as refused:
        actions.draft(opened, Actor.of(clerk), carried=carried, at=JANUARY)
    assert "carried" in refused.value.fields


def test_after_a_signed_year_nothing_is_typed(signed, agency, clerk):
    following = actions.open_report(agency, 2025, SYSTEM, at=at("2025-12-01"))
    with pytest.raises(Refused, match="不能另填"):
        actions.draft(following, Actor.of(clerk), carried=[1, 0, 0, 0, 0, 0], at=at("2026-01-05"))


def test_a_signed_year_stays_as_it_was_signed(signed, worked, hand_in, agency):
    before, digest = figures.of(signed), signed.digest
    hand_in("2024-12-30")  # written down late
    fresh = AnnualReport.objects.get(pk=signed.pk)
    assert figures.of(fresh) == before
    assert actions.digest(fresh) == digest and len(digest) == 64
    assert figures.now(agency, 2024).three[0][6] == 7


def test_a_late_request_breaks_the_next_years_balance_and_says_where(signed, hand_in, agency):
    hand_in("2024-12-30")
    found = figures.breaches(agency, 2025, figures.now(agency, 2025))
    assert [(each.rule, each.cells[0]) for each in found] == [("F4", (2, "person")), ("F4", (2, "total"))]


def test_a_revision_is_a_new_version_with_its_reason(signed, hand_in, clerk, head):
    hand_in("2024-12-30")
    new = actions.revise(signed, Actor.of(clerk), reason="漏登一件", at=JANUARY)
    assert (new.version, new.state, new.reason) == (2, "open", "漏登一件")
    with pytest.raises(Refused, match="已经在编制"):
        actions.revise(signed, Actor.of(clerk), reason="再改", at=JANUARY)
    actions.draft(new, Actor.of(clerk), at=JANUARY)
    actions.sign(new, Actor.of(head), at=JANUARY)
    totals = [figures.of(each).three[0][6] for each in AnnualReport.objects.order_by("version")]
    assert totals == [6, 7]


def test_a_revision_needs_a_reason(signed, clerk):
    with pytest.raises(Refused, match="理由"):
        actions.revise(signed, Actor.of(clerk), reason=" ", at=JANUARY)


def test_the_government_signs_after_its_agencies(worked, agency, government, county, clerk, head):
    whole = actions.open_report(government, 2024, SYSTEM, at=at("2024-12-02"))
    actions.draft(whole, Actor.of(clerk), at=JANUARY)
    with pytest.raises(Refused, match="还有 1 个机关没有签发：县民政局"):
        actions.sign(whole, Actor.of(head), at=JANUARY)
    own = actions.open_report(agency, 2024, SYSTEM, at=at("2024-12-02"))
    actions.draft(own, Actor.of(clerk), at=JANUARY)
    actions.sign(own, Actor.of(head), at=JANUARY)
    kept = figures.of(actions.sign(whole, Actor.of(head), at=JANUARY))
    assert kept.three[0][6] == 6
    assert [(each.code, report) for each, _, report in kept.sources] == [("CX000", None), ("CX101", own)]


def test_the_government_types_nothing(worked, government, county, clerk):
    whole = actions.open_report(government, 2024, SYSTEM, at=at("2024-12-02"))
    with pytest.raises(Refused, match="各机关汇总"):
        actions.draft(whole, Actor.of(clerk), carried=[1, 0, 0, 0, 0, 0], at=JANUARY)
