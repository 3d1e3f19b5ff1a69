"""Requests past what is reasonable in number or frequency (Art 35): reasons asked, heard, a later date set."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import duty_kinds, news, outcomes, remedies, verbs
from applications.actions.issuing import cn, issue
from applications.actions.recording import checked_day, done, duty, entered, happened
from applications.choices import EventKind
from applications.models import Application, Practice
from duties.actions import close_duty
from workdays import tables


@transaction.atomic
def ask_reasons(application: Application, actor: Actor, *, what: str, at: datetime) -> Application:
    """The applicant is asked why so many; the clock runs on, for the statute stops it nowhere (Art 35). Raises Refused."""
    application = entered(verbs.ASK_REASONS, application, actor)
    if application.events.filter(kind=EventKind.REASONS_ASKED).exists():
        raise Refused("已经要求说明过理由。")
    if not what.strip():
        raise Refused("写明数量、频次的情况。", {"what": "写明一段时间里申请了多少件、内容怎样"})
    on, calendar = checked_day(application, None, at), tables.current()
    days = Practice.current().reasons_days
    limit_on = calendar.add(on, days)
    data = {"limit_on": limit_on.isoformat(), "days": days}
    happened(application, EventKind.REASONS_ASKED, actor, on=on, at=at, note=what.strip(), data=data)
    unsure = calendar.provisional_between(on, limit_on)
    duty(duty_kinds.REASONS, application, application, limit_on, at, provisional=unsure)
    done(application, verbs.ASK_REASONS, actor, at=at, detail=data)
    issue(application, "D05", {"what": outcomes.sentence(what), "limit_on": cn(limit_on)}, at=at, on=on)
    news.promise(application, at=at)
    return application


@transaction.atomic
def take_reasons(application: Application, actor: Actor, *, text: str, at: datetime) -> Application:
    """What the applicant says; also after the limit, as long as nothing is decided (Art 35). Raises Refused."""
    application = entered(verbs.TAKE_REASONS, application, actor)
    kinds = set(application.events.values_list("kind", flat=True))
    if EventKind.REASONS_ASKED not in kinds or EventKind.REASONS_GIVEN in kinds:
        raise Refused("现在没有等待说明的理由。")
    if not text.strip():
        raise Refused("写明理由。", {"text": "写明为什么需要提出这些申请"})
    on = checked_day(application, None, at)
    happened(application, EventKind.REASONS_GIVEN, actor, on=on, at=at, note=text.strip())
    close_duty(duty_kinds.REASONS, application, at=at)
    done(application, verbs.TAKE_REASONS, actor, at=at)
    return application


@transaction.atomic
def delay(application: Application, actor: Actor, *, until: date, reason: str, at: datetime) -> Application:
    """The reasons are sound but the limit cannot be kept: a later date, told before the due day (Art 35). Raises Refused."""
    application = entered(verbs.DELAY, application, actor, reason=reason)
    if not application.events.filter(kind=EventKind.REASONS_GIVEN).exists():
        raise Refused(
            "先要求申请人说明理由；理由合理、但不能按期答复的，才能确定延迟答复的期限（第三十五条）。"
        )
    if application.due_on and until <= application.due_on:
        sentence = f"延迟答复的日期应当晚于现在的期限（{application.due_on}）"
        raise Refused(f"{sentence}。", {"until": sentence})
    on, old = checked_day(application, None, at), application.due_on
    happened(application, EventKind.DELAYED, actor, on=on, at=at, until=until, note=reason)
    done(application, verbs.DELAY, actor, at=at, reason=reason, detail={"until": until.isoformat()})
    extra = {"reason": outcomes.clause(reason), "until": cn(until), "old_due_on": cn(old) or "尚未确定"}
    body = remedies.body(
        application.agency
    )  # the agency sets a limit of its own, which touches what the applicant is due
    extra["remedy"] = remedies.text(outcomes.EITHER, title="告知书", body=body, on=on)
    issue(application, "D32", extra, at=at, on=on)
    news.promise(application, at=at)
    return application
