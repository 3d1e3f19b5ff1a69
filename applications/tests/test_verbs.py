"""Every row of `verbs`: done by the one whom it names, refused to everyone else and from every other state."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from accounts import actors
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, verbs
from applications.models import Application
from applications.tests.conftest import moment
from applications.tests.doing import DONE, NOON, consulted
from applications.views import passes
from duties.models import Duty

pytestmark = pytest.mark.django_db
# What outlives the reply: to answer a review or a suit (复议法 48, 行诉法 67), and a suggestion (条例 44).
AFTER_THE_REPLY = {"application.challenge", "application.suggestion"}
OTHERS = ("other_clerk", "editor", "stranger", "supervisor", "admin_user")


def acting(who) -> Actor:
    return who if isinstance(who, Actor) else Actor.of(who)


@pytest.fixture
def long_over(replied, clerk):
    """Closed on 16 March 2026; three years later its identity data is past its day."""
    return actions.close(replied, Actor.of(clerk), **NOON)


@pytest.fixture
def misdirected(received, other_agency):
    received.right_agency = other_agency
    return received


@pytest.fixture
def asked(assigned, clerk):
    return actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 5))


@pytest.fixture
def charged(assigned, head):
    return actions.notify_fee(assigned, Actor.of(head), method="page", number=250, at=moment(3, 10))


@pytest.fixture
def waiting(assigned, clerk):
    assigned.opinion = consulted(assigned, Actor.of(clerk))
    assigned.refresh_from_db()
    return assigned


@pytest.fixture
def objected(charged, clerk):
    return actions.object_fee(charged, Actor.of(clerk), text="页数算多了", at=moment(3, 11))


@pytest.fixture
def doubted(assigned, clerk):
    return actions.ask_reasons(assigned, Actor.of(clerk), what="本月23件", at=moment(3, 4))


@pytest.fixture
def reasoned(doubted, clerk):
    return actions.take_reasons(doubted, Actor.of(clerk), text="研究需要", at=moment(3, 5))


@pytest.fixture
def helped(assigned, clerk, coworker):
    assigned.contribution = actions.ask_help(
        assigned, Actor.of(clerk), to=coworker, what="查找分配表", at=moment(3, 4)
    )
    return assigned


@pytest.fixture
def released(replied):
    """As if the reply had given the information out."""
    type(replied).objects.filter(pk=replied.pk).update(outcome="granted")
    replied.refresh_from_db()
    return replied


@pytest.fixture
def suggested(released, clerk):
    return actions.suggest(released, Actor.of(clerk), at=moment(3, 13))


@pytest.fixture
def ready(request, clerk, coworker):
    """(subject, who, call) for a verb's name."""

    def prepare(name):
        stage, who, call = DONE[name]
        subject = request.getfixturevalue(stage)
        subject.clerk, subject.coworker = clerk, coworker
        return subject, actors.SYSTEM if who == "system" else request.getfixturevalue(who), call

    return prepare


@pytest.mark.parametrize("verb", verbs.VERBS, ids=lambda verb: verb.name)
def test_it_is_done_by_the_one_whom_the_row_names_and_both_sides_can_read_it(verb, ready, client, clerk):
    subject, who, call = ready(verb.name)
    call(subject, acting(who))
    if verb.name == "receive":
        return
    subject.refresh_from_db()
    assert not verb.target or subject.state == verb.target
    client.force_login(clerk)
    assert client.get(reverse("desk_applications:case", args=[subject.number])).status_code == 200
    passed = HttpResponse()
    passes.keep_case(passed, subject)
    client.cookies.update(passed.cookies)
    assert client.get(reverse("applications:progress", args=[subject.number])).status_code == 200


@pytest.mark.parametrize(
    ("verb", "person"),
    [(verb, who) for verb in verbs.VERBS for who in OTHERS if who not in verb.roles],
    ids=lambda each: getattr(each, "name", each),
)
def test_it_is_refused_to_others(verb, person, ready, request):
    subject, _, call = ready(verb.name)
    with pytest.raises(Refused):
        call(subject, Actor.of(request.getfixturevalue(person)))


@pytest.mark.parametrize("verb", [v for v in verbs.VERBS if v.source], ids=lambda verb: verb.name)
def test_it_is_refused_from_other_states(verb, ready):
    subject, who, call = ready(verb.name)
    state = "withdrawn" if "withdrawn" not in verb.source else "received"
    type(subject).objects.filter(pk=subject.pk).update(state=state)
    with pytest.raises(Refused):
        call(subject, acting(who))


@pytest.mark.parametrize("verb", [v for v in verbs.VERBS if "applicant" not in v.roles], ids=lambda v: v.name)
def test_it_is_refused_to_the_applicant(verb, ready):
    subject, _, call = ready(verb.name)
    with pytest.raises(Refused):
        call(subject, actors.applicant())


def test_who_drafted_does_not_approve(drafted, clerk, head, agency):
    clerk.memberships.create(agency=agency, role="head")
    with pytest.raises(Refused, match="另一位同事"):
        actions.approve(drafted, Actor.of(clerk), **NOON)
    assert actions.approve(drafted, Actor.of(head), **NOON).state == "approved"


def test_the_clerk_may_not_extend(assigned, clerk, head):
    with pytest.raises(Refused, match="权限"):
        actions.extend(assigned, Actor.of(clerk), days=5, reason="档案较多", **NOON)
    assert (
        str(actions.extend(assigned, Actor.of(head), days=5, reason="档案较多", **NOON).due_on)
        == "2026-04-08"
    )


def still_open(number: str) -> set[str]:
    return set(Duty.objects.open().filter(label=number).values_list("kind", flat=True))


@pytest.mark.parametrize("verb", verbs.VERBS, ids=lambda verb: verb.name)
def test_whatever_the_way_an_ended_case_has_no_open_duty(verb, ready, clerk):
    """Every stage and every verb, and then the end: withdrawn, where the reply is not out yet."""
    subject, who, call = ready(verb.name)
    made = call(subject, acting(who))
    case = made[0] if verb.name == "receive" else Application.objects.get(pk=subject.pk)
    if case.is_open:
        assert "application.reply" in still_open(case.number) or case.state == "received"
        actions.withdraw(case, Actor.of(clerk), at=moment(3, 17))
    assert still_open(case.number) - AFTER_THE_REPLY == set()


@pytest.mark.parametrize("stage", ["approved", "endorsed", "sealed"])
def test_when_the_reply_is_signed_nobody_is_asked_for_more(stage, request, head):
    """The chance to ask for a supplement ends with the signature, and is there again when the reply comes back in time."""
    case = request.getfixturevalue(stage)
    assert still_open(case.number) == {"application.reply"}
    back = actions.decline if stage == "endorsed" else actions.send_back
    back(case, Actor.of(head), reason="漏了一项", at=moment(3, 12))
    assert still_open(case.number) == {"application.reply", "application.supplement_notice"}


def test_sent_back_after_its_time_no_supplement_is_asked_any_more(approved, head):
    actions.send_back(approved, Actor.of(head), reason="漏了一项", at=moment(3, 13))
    assert still_open(approved.number) == {"application.reply"}


def test_reasons_still_waited_for_are_waited_for_again(doubted, clerk, head):
    """Asked on 4 March for 7 working days: until 13 March (Art 35)."""
    actions.draft(doubted, Actor.of(clerk), outcome="published", data={"where": "网站"}, at=moment(3, 5))
    signed = actions.approve(doubted, Actor.of(head), at=moment(3, 5))
    assert "application.reasons" not in still_open(doubted.number)
    actions.send_back(signed, Actor.of(head), reason="先等理由", at=moment(3, 6))
    waited = Duty.objects.open().get(label=doubted.number, kind="application.reasons")
    assert str(waited.due_on) == "2026-03-13"
