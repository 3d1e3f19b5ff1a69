"""Every row of `verbs`: done by the one whom it names, refused to everyone else and from every other state."""

import pytest
from django.core.files.base import ContentFile

from accounts import actors
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, verbs
from applications.tests.conftest import FORM, moment

pytestmark = pytest.mark.django_db
NOON = {"at": moment(3, 16)}
OTHERS = ("other_clerk", "editor", "stranger", "supervisor", "admin_user")


def consulted(application, actor):
    return actions.consult(
        application, actor, kind="third_party", party="清源水务", on=moment(3, 4).date(), **NOON
    )


def done_by(name):
    """verb name -> (stage, who, call(application, actor))."""
    return {
        "receive": ("agency", "clerk", lambda a, who: actions.receive(FORM, agency=a, channel="fax", actor=who, **NOON)),
        "confirm": ("received", "clerk", lambda a, who: actions.confirm(a, who, **NOON)),
        "assign": ("confirmed", "head", lambda a, who: actions.assign(a, who, to=a.clerk, **NOON)),
        "ask_supplement": (
            "assigned", "clerk",
            lambda a, who: actions.ask_supplement(a, who, what="写明年度", at=moment(3, 5)),
        ),
        "supplement": ("asked", "clerk", lambda a, who: actions.supplement(a, who, text="2024年度", **NOON)),
        "consult": ("assigned", "clerk", consulted),
        "serve": ("waiting", "clerk", lambda a, who: actions.serve(a.opinion, who, on=NOON["at"].date(), **NOON)),
        "take_opinion": ("waiting", "clerk", lambda a, who: actions.take_opinion(a.opinion, who, answer="objects", **NOON)),
        "extend": ("assigned", "head", lambda a, who: actions.extend(a, who, days=20, reason="档案较多", **NOON)),
        "notify_fee": ("assigned", "head", lambda a, who: actions.notify_fee(a, who, method="page", number=250, **NOON)),
        "take_payment": ("charged", "clerk", lambda a, who: actions.take_payment(a, who, **NOON)),
        "reissue": ("received", "clerk", lambda a, who: actions.reissue(a, who, reason="核对身份证原件", **NOON)),
        "draft": ("assigned", "clerk", lambda a, who: actions.draft(a, who, outcome="published", data={"where": "网站"}, **NOON)),
        "attach": ("drafted", "clerk", lambda a, who: actions.attach(a, who, file=ContentFile(b"%PDF-1.7", "a.pdf"), **NOON)),
        "approve": ("drafted", "head", lambda a, who: actions.approve(a, who, **NOON)),
        "send_back": ("drafted", "head", lambda a, who: actions.send_back(a, who, reason="理由不足", **NOON)),
        "reply": ("approved", "clerk", lambda a, who: actions.reply(a, who, **NOON)),
        "close": ("replied", "clerk", lambda a, who: actions.close(a, who, **NOON)),
        "withdraw": ("assigned", "clerk", lambda a, who: actions.withdraw(a, who, **NOON)),
        "list_publicly": (
            "replied", "head",
            lambda a, who: actions.list_publicly(a, who, summary="低保资金分配明细，已主动公开", reviewed=True, **NOON),
        ),
        "reveal": ("received", "clerk", lambda a, who: actions.reveal(a, who, reason="核对身份", **NOON)),
    }[name]  # fmt: skip


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
def ready(request, clerk):
    """(subject, who, call) for a verb's name."""

    def prepare(name):
        stage, who, call = done_by(name)
        subject = request.getfixturevalue(stage)
        subject.clerk = clerk
        return subject, request.getfixturevalue(who), call

    return prepare


@pytest.mark.parametrize("verb", verbs.VERBS, ids=lambda verb: verb.name)
def test_it_is_done_by_the_one_whom_the_row_names(verb, ready):
    subject, who, call = ready(verb.name)
    call(subject, Actor.of(who))
    if verb.target and verb.name != "receive":
        subject.refresh_from_db()
        assert subject.state == verb.target


@pytest.mark.parametrize("person", OTHERS)
@pytest.mark.parametrize("verb", verbs.VERBS, ids=lambda verb: verb.name)
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
        call(subject, Actor.of(who))


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
