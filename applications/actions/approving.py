"""Somebody else agrees to the reply: on the desk, or on a signed 呈批单; refusals are looked at twice."""

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import duty_kinds, limits, outcomes, stored, verbs, weighing
from applications.actions.recording import checked_day, counted, day_of, done, duty, entered, happened
from applications.actions.replying import enclosures, paragraphs, refuse_what_cannot_be
from applications.actions.storing import SCANS, keep
from applications.choices import AttachmentKind, EventKind, State
from applications.clock import SUPPLEMENT_NOTICE_DAYS
from applications.models import Application, Letter
from workdays import tables


@transaction.atomic
def approve(application: Application, actor: Actor, *, at: datetime, note: str = "") -> Application:
    """Another person than the one who drafted it agrees (Art 17, 30, 32, 45). Raises Refused.

    A reply on grounds of Art 14-16 then waits for a second approval; every other one is signed with this one.
    """
    application = entered(verbs.APPROVE, application, actor)
    refuse_to_send(application, day_of(at))
    on = checked_day(application, None, at)
    happened(application, EventKind.APPROVED, actor, on=on, at=at, note=note)
    state = _signed_or_endorsed(application, on)
    done(application, verbs.APPROVE, actor, at=at, approved_by=actor.user, state=state)
    return application


@transaction.atomic
def countersign(application: Application, actor: Actor, *, at: datetime, note: str = "") -> Application:
    """A third person agrees to a refusal (Art 14-16); now it is signed. Raises Refused."""
    application = entered(verbs.COUNTERSIGN, application, actor)
    if actor.label == _first_signer(application):
        raise Refused("复核要由审批人以外的人来做。")
    refuse_to_send(application, day_of(at))
    on = checked_day(application, None, at)
    happened(application, EventKind.COUNTERSIGNED, actor, on=on, at=at, note=note)
    signed(application, on)
    done(application, verbs.COUNTERSIGN, actor, at=at, countersigned_by=actor.user)
    return application


@stored.atomic()
def record_approval(
    application: Application,
    actor: Actor,
    *,
    signer: str,
    file: File,
    at: datetime,
    on: date | None = None,
    note: str = "",
) -> Application:
    """The 呈批单 was signed on paper: who signed, when, and its scan; never by the drafter. Raises Refused.

    On a refusal the first recording is the approval, the second, by another signer, the second approval.
    """
    application = entered(verbs.RECORD_APPROVAL, application, actor)
    signer, second = signer.strip(), application.state == State.ENDORSED
    if sentence := _cannot_sign(application, signer):
        raise Refused(sentence, {"signer": sentence.rstrip("。")})
    refuse_to_send(application, day_of(at))
    on = checked_day(application, on, at)
    scan = keep(application, file, kind=AttachmentKind.APPROVAL, at=at, only=SCANS)
    kind = EventKind.COUNTERSIGNED if second else EventKind.APPROVED
    facts = {"signer": signer, "scan": scan.pk, "digest": scan.digest}
    happened(application, kind, actor, on=on, at=at, note=note, data=facts)
    changes = {} if second else {"state": _signed_or_endorsed(application, on)}
    if second:
        signed(application, on)
    done(application, verbs.RECORD_APPROVAL, actor, at=at, detail=facts, **changes)
    return application


def _cannot_sign(application: Application, signer: str) -> str:
    """Why this person's signature does not count; "" when it does."""
    if not signer:
        return "写明签批人的姓名。"
    if signer == application.drafted_by.name:
        return "起草的人不能签批自己的稿件。"
    if application.state == State.ENDORSED and signer == _first_signer(application):
        return "复核要由审批人以外的人签批。"
    return ""


def _first_signer(application: Application) -> str:
    """Who gave the first approval, on the desk or on paper."""
    first = application.events.filter(kind=EventKind.APPROVED).last()
    return first.data.get("signer") or first.actor


@transaction.atomic
def send_back(application: Application, actor: Actor, *, reason: str, at: datetime) -> Application:
    """Back to the clerk, with the reason; a sealed copy made of it no longer counts. Raises Refused."""
    return _back(verbs.SEND_BACK, application, actor, reason, at)


@transaction.atomic
def decline(application: Application, actor: Actor, *, reason: str, at: datetime) -> Application:
    """The second approval of a refusal is not given: back to the clerk, with the reason. Raises Refused."""
    return _back(verbs.DECLINE, application, actor, reason, at)


def _back(verb, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    application = entered(verb, application, actor, reason=reason)
    on = checked_day(application, None, at)
    happened(application, EventKind.SENT_BACK, actor, on=on, at=at, note=reason)
    _unsigned(application.letters.get(frozen_at=None))
    done(application, verb, actor, at=at, reason=reason, approved_by=None, countersigned_by=None)
    _ask_again(application, on, at)
    return application


def _ask_again(application: Application, on: date, at: datetime) -> None:
    """What could not be asked of a signed reply can be asked again while its time lasts (Art 30, 35).

    A request taken up again by order is known already: nobody waits for its supplement to be asked.
    """
    calendar, kinds = tables.current(), set(application.events.values_list("kind", flat=True))
    since, days = application.received_on, SUPPLEMENT_NOTICE_DAYS
    if not kinds & {EventKind.SUPPLEMENT_ASKED, EventKind.RENEWED} and on <= calendar.add(since, days):
        counted(duty_kinds.SUPPLEMENT_NOTICE, application, application, since, days, at)
    last = limits.reasons_by(application, calendar)
    if last and EventKind.REASONS_GIVEN not in kinds:
        duty(
            duty_kinds.REASONS, application, application, last, at,
            provisional=calendar.provisional_between(on, last),
        )  # fmt: skip


def refuse_to_send(application: Application, today: date) -> None:
    """What was true when the reply was drafted may have changed: the same rules again, and no question open."""
    letter = application.letters.get(frozen_at=None)
    try:
        refuse_what_cannot_be(application, letter.outcome, letter.data, today)
    except Refused as refusal:
        sentences = "；".join(each.rstrip("。") for each in refusal.fields.values())
        raise Refused(f"起草以后情况有了变化，退回重新起草：{sentences}。") from refusal
    if sentence := weighing.objection(application, letter.outcome, letter.data, today):
        raise Refused(sentence)


def _signed_or_endorsed(application: Application, on: date) -> str:
    """The state after the first approval; the letter is signed with it unless a second one is needed."""
    letter = application.letters.get(frozen_at=None)
    if outcomes.outcome(letter.outcome).needs_ground:
        return State.ENDORSED
    signed(application, on)
    return State.APPROVED


def signed(application: Application, on: date) -> Letter:
    """The letter's text stands and bears the day on which it was signed (GB/T 9704: 成文日期以签发的日期为准)."""
    letter = application.letters.select_for_update().get(frozen_at=None)
    letter.dated_on = on
    letter.paragraphs = paragraphs(
        application, letter.outcome, letter.data, letter.number, on, enclosures(letter)
    )
    letter.save(update_fields=["dated_on", "paragraphs"])
    return letter


def _unsigned(letter: Letter) -> None:
    """The text is open again; a sealed copy stays in the case as what it was, and is none any more."""
    for copy in letter.attachments.filter(kind=AttachmentKind.SEALED):
        copy.kind, copy.letter, copy.name = AttachmentKind.EVIDENCE, None, f"作废的盖章件 {copy.name}"[:200]
        copy.save(update_fields=["kind", "letter", "name"])
    letter.dated_on, letter.sealed_at, letter.sealed_digest = None, None, ""
    letter.save(update_fields=["dated_on", "sealed_at", "sealed_digest"])
