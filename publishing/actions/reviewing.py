"""From a complete draft to an approved one: each review a record of its own (Art 17)."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.access import holds
from accounts.actors import Actor
from accounts.roles import HEAD
from accounts.verbs import Refused, guard
from audit.record import record
from duties.actions import close_duty, open_duty
from publishing import findings, gates, presets, proofreading, verbs
from publishing.actions.records import locked, move, note_review, refuse_obstacles, set_facts
from publishing.models import Publication, Review
from workdays import tables

DECIDE_WORKING_DAYS = 5


@transaction.atomic
def submit(publication: Publication, actor: Actor, *, at: datetime) -> Publication:
    """Hands a complete draft in for review; a policy needs its interpretation plan by now (国办发〔2016〕80号)."""
    publication = locked(publication)
    guard(verbs.SUBMIT, publication, actor)
    refuse_obstacles(publication, "submit", at)
    return move(publication, verbs.SUBMIT, actor, at)


@transaction.atomic
def review(
    publication: Publication, actor: Actor, *, kind: str, result: str, at: datetime, basis: str = ""
) -> Publication:
    """Records a secrecy, privacy or wording review of the current revision (Art 15, 17).

    The third pass moves the publication on to approval. Anything but a pass needs a basis.
    """
    return review_all(publication, actor, records={kind: {"result": result, "basis": basis}}, at=at)


@transaction.atomic
def review_all(
    publication: Publication, actor: Actor, *, records: Mapping[str, Mapping[str, str]], at: datetime
) -> Publication:
    """The records of one sitting: {kind: {"result", "basis"}}; all or none.

    A later sitting of the same revision stands above the earlier one; it moves on when the last
    record of every kind is a pass (Art 17).
    """
    publication = locked(publication)
    for kind in records:
        guard(verbs.REVIEWS[kind], publication, actor)
    for kind, found in records.items():
        _review(publication, actor, kind, found["result"], found["basis"], at)
    if records.get("secrecy", {}).get("result") == Review.Result.UNDECIDED:
        _refer(publication, at)
    elif records and gates.all_passed(publication):
        set_facts(publication, at, state="reviewed")
    return publication


def _refer(publication: Publication, at: datetime) -> None:
    """What the agency cannot decide goes to the supervisor, and waits there (Art 17; the 5 working days are a house rule)."""
    set_facts(publication, at, state="referred")
    calendar = tables.current()
    due = calendar.add(localdate(at), DECIDE_WORKING_DAYS)
    open_duty(
        "secrecy_decision",
        publication,
        agency=publication.agency,
        due_on=due,
        at=at,
        provisional=calendar.provisional(due),
        label=f"确定一份信息能否公开（{publication.agency.short_name}）",
        url=reverse("desk_publishing:detail", args=[publication.public_id], urlconf=settings.EVERY_ADDRESS),
    )


@transaction.atomic
def decide_secrecy(
    publication: Publication, actor: Actor, *, result: str, reason: str, at: datetime
) -> Publication:
    """The supervisor says whether it may be public (Art 17): a pass goes on with its reviews, a fail back to the drafter."""
    publication = locked(publication)
    guard(verbs.DECIDE_SECRECY, publication, actor, reason=reason)
    if result not in (Review.Result.PASS, Review.Result.FAIL):
        raise Refused("选择“通过”或者“不通过”。", {"result": "选择结论"})
    note_review(publication, actor, "secrecy", result, reason, at)
    record(
        actor, verbs.DECIDE_SECRECY.word, publication, at=at, reason=reason, detail={"result": str(result)}
    )
    close_duty("secrecy_decision", publication, at=at)
    if result == Review.Result.FAIL:
        state = "draft"
    else:
        state = "reviewed" if gates.all_passed(publication) else "submitted"
    set_facts(publication, at, state=state)
    return publication


def _review(publication: Publication, actor: Actor, kind: str, result: str, basis: str, at: datetime) -> None:
    if sentence := _basis_missing(publication, kind, result, basis):
        raise Refused(sentence, {f"{kind}-basis": sentence})
    note_review(publication, actor, kind, result, basis, at)
    record(actor, verbs.REVIEWS[kind].word, publication, at=at, reason=basis, detail={"result": result})


@transaction.atomic
def approve(publication: Publication, actor: Actor, *, at: datetime, basis: str = "") -> Publication:
    """Approved by someone who did not draft it (four eyes, Art 17)."""
    publication = locked(publication)
    guard(verbs.APPROVE, publication, actor)
    _refuse_a_reader(publication, actor)
    refuse_obstacles(publication, "approve", at)
    note_review(publication, actor, "approval", Review.Result.PASS, basis, at)
    return move(publication, verbs.APPROVE, actor, at, reason=basis)


def _refuse_a_reader(publication: Publication, actor: Actor) -> None:
    """三审三校: the last look is that of a head who has not read it as a reviewer."""
    if not presets.chosen(settings.REVIEW_PRESET).approver_apart or actor.user is None:
        return
    read = publication.reviews.filter(revision=publication.revision, by=actor.user).exists()
    if read or not holds(actor.user, publication.agency, {HEAD}):
        raise Refused("按三审三校，终审由没有参加初审、复审的负责人来做。")


@transaction.atomic
def send_back(publication: Publication, actor: Actor, *, reason: str, at: datetime) -> Publication:
    """Back to the drafter, with the reason."""
    publication = locked(publication)
    guard(verbs.SEND_BACK, publication, actor, reason=reason)
    close_duty("secrecy_decision", publication, at=at)
    return move(publication, verbs.SEND_BACK, actor, at, reason=reason)


def _basis_missing(publication: Publication, kind: str, result: str, basis: str) -> str:
    """A basis is needed for anything but a pass, and to let personal data stand that the check found (Art 15)."""
    if basis.strip():
        return ""
    if result != Review.Result.PASS:
        return "不通过或不能确定的，要写明依据与意见。"
    if kind == Review.Kind.WORDING and any(fault.severe for fault in proofreading.of(publication)):
        return "找到严重表述错误：请退回修改，或者写明为什么不是错误。"
    if kind == Review.Kind.PRIVACY:
        found = findings.of(publication)
        if found.total:
            return "内容里还有可能的个人信息：请退回遮盖，或者写明公开它的依据。"
        if found.unseen:
            return "附件里有隐藏的或者不能自动检查的内容：请打开看过，写明怎样处理。"
    return ""
