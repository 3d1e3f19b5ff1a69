"""What every verb of a request does: lock and guard, write the event and the audit entry, settle the clock."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.verbs import Refused, Verb, guard
from applications import clock, duty_kinds, reckoning
from applications.choices import OPEN, SIGNED
from applications.models import Application, Contribution, Event
from audit.record import record
from duties.actions import close_duty, move_duty, open_duty
from workdays import tables


def entered(verb: Verb, application: Application, actor: Actor, *, reason: str = "") -> Application:
    """The request as it is now, locked until the end of the transaction. Raises Refused."""
    locked = (
        Application.objects.select_for_update(of=("self",)).select_related("agency").get(pk=application.pk)
    )
    guard(verb, locked, actor, reason=reason)
    return locked


def day_of(at: datetime) -> date:
    """Beijing's date of a moment."""
    return timezone.localdate(at)


def checked_day(
    application: Application | None, on: date | None, at: datetime, *, since: date | None = None
) -> date:
    """The day on which something happened: `on`, or today. Raises Refused for days that cannot be.

    It cannot lie before the evidence already recorded: the last event of the request, or `since` where another
    paper fixes it (a question's own service, which is proven only when its receipt comes back).
    """
    today = day_of(at)
    on = on or today
    if on > today:
        raise Refused("日期不能晚于今天。", {"on": "日期不能晚于今天"})
    last = since or (application and application.events.order_by("-on").values_list("on", flat=True).first())
    if last and on < last:
        sentence = f"日期不能早于上一条记录的日期（{last:%Y-%m-%d}）。"
        raise Refused(sentence, {"on": sentence.rstrip("。")})
    return on


def happened(application: Application, kind: str, actor: Actor, *, on: date, at: datetime, **facts) -> Event:
    """One event row; `facts` are `ref days served until data note`."""
    return Event.objects.create(application=application, kind=kind, on=on, at=at, actor=actor.label, **facts)


def done(
    application: Application,
    verb: Verb,
    actor: Actor,
    *,
    at: datetime,
    reason: str = "",
    detail=None,
    **changes,
) -> None:
    """Ends a verb: the new state (the row's, unless `changes` names another), the clock and its duties, the audit entry."""
    if verb.target:
        changes.setdefault("state", verb.target)
    try:
        folded = reckoning.reckon(application, tables.current())
    except clock.IllegalHistory as problem:
        raise Refused(problem.message) from problem
    changes |= reckoning.cache_of(folded)
    for name, value in changes.items():
        setattr(application, name, value)
    application.save(update_fields=list(changes))
    _settle_duties(application, folded, at)
    record(actor, verb.word, application, at=at, reason=reason, detail=detail)


def duty(
    kind: str,
    subject,
    application: Application,
    due_on: date,
    at: datetime,
    *,
    provisional: bool = False,
    count: tuple[date, int] | None = None,
    fresh: bool = False,
) -> None:
    """Opens or moves a duty about a request; its label names nobody. `count` and `fresh` are those of `open_duty`."""
    open_duty(
        kind,
        subject,
        agency=application.agency,
        due_on=due_on,
        at=at,
        provisional=provisional,
        count=count,
        fresh=fresh,
        label=application.number,
        url=desk_address(application),
    )


def counted(
    kind: str, subject, application: Application, since: date, days: int, at: datetime, *, fresh: bool = False
) -> date:
    """Opens a duty of so many working days after a day; gives its last day."""
    calendar = tables.current()
    due_on = calendar.add(since, days)
    provisional = calendar.provisional_between(since, due_on)
    duty(kind, subject, application, due_on, at, provisional=provisional, count=(since, days), fresh=fresh)
    return due_on


def desk_address(application: Application) -> str:
    """The case's page on the desk, also when this process serves none."""
    return reverse("desk_applications:case", args=[application.number], urlconf=settings.EVERY_ADDRESS)


def help_address(contribution: Contribution) -> str:
    """Where the one who was asked for help answers, also when this process serves none."""
    return reverse("desk_applications:help_one", args=[contribution.pk], urlconf=settings.EVERY_ADDRESS)


def _settle_duties(application: Application, folded: clock.Clock, at: datetime) -> None:
    """The reply duty follows the clock; nothing stays open once the request is answered or withdrawn (Art 30, 33, 35)."""
    if application.state in SIGNED:
        for kind in duty_kinds.BEFORE_APPROVAL:
            close_duty(kind, application, at=at)
    if application.state not in OPEN:
        for opinion in application.opinions.all():
            close_duty(duty_kinds.OPINION, opinion, at=at)
        for contribution in application.contributions.all():
            close_duty(duty_kinds.CONTRIBUTION, contribution, at=at)
        for kind in duty_kinds.BEFORE_REPLY:
            close_duty(kind, application, at=at)
    elif folded.due_on:
        duty(duty_kinds.REPLY, application, application, folded.due_on, at, provisional=folded.provisional)
    else:
        move_duty(duty_kinds.REPLY, application, None, at=at, suspended=True)
