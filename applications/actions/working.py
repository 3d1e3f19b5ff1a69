"""Work on a request before the reply: assign, ask for a supplement, take it in, extend."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from accounts.access import holds
from accounts.actors import Actor
from accounts.models import User
from accounts.verbs import Refused
from applications import duty_kinds, news, outcomes, papers, stored, verbs
from applications.actions.issuing import cn, issue
from applications.actions.recording import checked_day, done, duty, entered, happened
from applications.choices import AttachmentKind, ClockState, EventKind, State
from applications.clock import SUPPLEMENT_NOTICE_DAYS
from applications.models import Application, Practice
from duties.actions import close_duty
from duties.models import Duty
from duties.telling import tell
from workdays import tables


@transaction.atomic
def assign(application: Application, actor: Actor, *, to: User, at: datetime, note: str = "") -> Application:
    """Gives the request to a clerk of its agency. Raises Refused."""
    application = entered(verbs.ASSIGN, application, actor)
    if not holds(to, application.agency, verbs.STAFF):
        raise Refused(f"{to} 不是{application.agency}的申请经办人。", {"to": "选择本机关的经办人"})
    on = checked_day(application, None, at)
    happened(application, EventKind.ASSIGNED, actor, on=on, at=at, note=note, data={"to": str(to)})
    done(application, verbs.ASSIGN, actor, at=at, detail={"to": str(to)}, assigned_to=to)
    _tell_assigned(application, actor, to, on, at)
    return application


def _tell_assigned(application: Application, actor: Actor, to: User, on: date, at: datetime) -> None:
    """Into the inbox of whom it was given to; who took it on themselves knows."""
    if to == actor.user:
        return
    duty = Duty.objects.open().about(application).get(kind=duty_kinds.REPLY)
    by = f"，应在 {application.due_on} 前答复" if application.due_on else ""
    text = f"【交办】{application.number} 由{actor.label}交给您办理{by}"
    tell(duty, f"assigned:{to.pk}:{at:%y%m%d%H%M%S}", text, on=on, at=at, people=[to])


@transaction.atomic
def ask_supplement(
    application: Application,
    actor: Actor,
    *,
    what: str,
    at: datetime,
    on: date | None = None,
    limit_on: date | None = None,
) -> Application:
    """One notice, within 7 working days of receipt, with a reasonable limit; the clock stops (Art 30). Raises Refused.

    Without `limit_on` the limit is that of the office's practice.
    """
    application = entered(verbs.ASK_SUPPLEMENT, application, actor)
    if not what.strip():
        raise Refused("写明需要补正的内容。", {"what": "写明需要补正哪些内容、怎么补正"})
    on = checked_day(application, on, at)
    calendar = tables.current()
    if calendar.count(application.received_on, on) > SUPPLEMENT_NOTICE_DAYS:
        raise Refused(
            "收到申请已经超过 7 个工作日，不能再要求补正（第三十条）。可以电话与申请人核实后继续办理。"
        )
    days = None if limit_on else Practice.current().supplement_days
    limit_on = limit_on or calendar.add(on, days)
    if limit_on <= on:
        raise Refused("补正期限应当晚于告知日期。", {"limit_on": "补正期限应当晚于告知日期"})
    happened(
        application, EventKind.SUPPLEMENT_ASKED, actor, on=on, at=at, note=what,
        data={"limit_on": limit_on.isoformat(), "days": days},
    )  # fmt: skip
    close_duty(duty_kinds.SUPPLEMENT_NOTICE, application, at=at)
    unsure = calendar.provisional_between(on, limit_on)
    duty(duty_kinds.SUPPLEMENT, application, application, limit_on, at, provisional=unsure)
    done(application, verbs.ASK_SUPPLEMENT, actor, at=at, detail={"limit_on": limit_on.isoformat()})
    issue(application, "D04", {"what": outcomes.sentence(what), "limit_on": cn(limit_on)}, at=at, on=on)
    news.promise(application, at=at)
    return application


@stored.atomic()
def supplement(
    application: Application,
    actor: Actor,
    *,
    text: str,
    at: datetime,
    on: date | None = None,
    files: Iterable[File] = (),
) -> Application:
    """The supplement arrived: the count starts from zero the day after (Art 30). Raises Refused.

    `files` were found good by `papers.objection`; with files the text may be empty.
    """
    application = entered(verbs.SUPPLEMENT, application, actor)
    if application.clock_state != ClockState.AWAITING:
        raise Refused("这份申请现在不需要补正。")
    kept = papers.keep(application, AttachmentKind.SUPPLEMENT, files, at=at)
    text = text.strip() or ("补正材料见附件。" if kept else "")
    if not text:
        raise Refused("写明补正的内容。", {"text": "写明补正的内容"})
    on = checked_day(application, on, at)
    happened(application, EventKind.SUPPLEMENT_RECEIVED, actor, on=on, at=at, note=text)
    close_duty(duty_kinds.SUPPLEMENT, application, at=at)
    changes = {"state": State.ASSIGNED} if application.state == State.DRAFTED else {}
    done(application, verbs.SUPPLEMENT, actor, at=at, **changes)
    return application


@transaction.atomic
def extend(application: Application, actor: Actor, *, days: int, reason: str, at: datetime) -> Application:
    """At most 20 working days more, by the head, told no later than the due day (Art 33). Raises Refused.

    The notice goes out with the decision, so the day is always today: an extension cannot be dated back.
    """
    application = entered(verbs.EXTEND, application, actor, reason=reason)
    on = checked_day(application, None, at)
    old = application.due_on
    happened(application, EventKind.EXTENDED, actor, on=on, at=at, days=days, note=reason)
    done(application, verbs.EXTEND, actor, at=at, reason=reason, detail={"days": days})
    extra = {
        "reason": outcomes.clause(reason),
        "days": days,
        "old_due_on": cn(old) or "征求意见期间，尚未确定",
    }
    issue(application, "D06", extra, at=at, on=on)
    news.promise(application, at=at)
    return application
