"""Several questions in one text are handled apart; each keeps the day of receipt and its proof (Art 29, 31)."""

from collections.abc import Sequence
from datetime import datetime

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import duty_kinds, groups, intake, stored, verbs
from applications.actions.copying import twin
from applications.actions.issuing import issue
from applications.actions.recording import checked_day, counted, done, entered, happened
from applications.choices import EventKind
from applications.clock import SUPPLEMENT_NOTICE_DAYS
from applications.models import Application, Event, Practice

KEPT = (EventKind.SUBMITTED, EventKind.RECEIVED, EventKind.ASSIGNED)
HARMLESS = (*KEPT, EventKind.SPLIT, EventKind.NOTED, EventKind.GIVEN_BACK)


@stored.atomic()
def split(
    application: Application, actor: Actor, *, parts: Sequence[str], at: datetime, note: str = ""
) -> list[Application]:
    """The request goes on with the first part, the others become requests of their own; returns those. Raises Refused.

    The text as it was written stays in the record of the request.
    """
    application = entered(verbs.SPLIT, application, actor)
    parts = [part.strip() for part in parts if part.strip()]
    if sentence := intake.split_problem(parts):
        raise Refused(sentence, {"parts": sentence})
    if application.events.exclude(kind__in=HARMLESS).exists():
        raise Refused("已经要求补正、征求意见、收费或者延期的，不能再拆分；在这一件里一并答复。")
    groups.begun(application)
    made = [_part(application, text, actor, at) for text in parts[1:]]
    data = {"text": application.wanted, "parts": [each.number for each in made]}
    on = checked_day(application, None, at)
    happened(application, EventKind.SPLIT, actor, on=on, at=at, note=note, data=data)
    done(
        application, verbs.SPLIT, actor, at=at, detail={"parts": data["parts"]},
        wanted=parts[0], group=application.group,
    )  # fmt: skip
    return made


def _part(application: Application, text: str, actor: Actor, at: datetime) -> Application:
    part = twin(
        application, agency=application.agency, at=at, wanted=text, part_of=application, item=application.item,
        state=application.state, received_on=application.received_on, assigned_to=application.assigned_to,
    )  # fmt: skip
    for event in application.events.filter(kind__in=KEPT):
        _copied(event, part)
    on = checked_day(part, None, at)
    happened(part, EventKind.SPLIT, actor, on=on, at=at, data={"of": application.number})
    _open_duties(part, at)
    done(part, verbs.SPLIT, actor, at=at, detail={"of": application.number})
    if part.received_on:
        issue(part, "D03", {}, at=at, on=on)
    return part


def _copied(event: Event, part: Application) -> None:
    names = ("kind", "on", "at", "actor", "ref", "data", "note")
    Event.objects.create(application=part, **{name: getattr(event, name) for name in names})


def _open_duties(part: Application, at: datetime) -> None:
    arrived = part.events.get(kind=EventKind.SUBMITTED).on
    if part.received_on is None:
        counted(duty_kinds.CONFIRM, part, part, arrived, Practice.current().confirm_days, at)
    else:
        counted(duty_kinds.SUPPLEMENT_NOTICE, part, part, part.received_on, SUPPLEMENT_NOTICE_DAYS, at)
