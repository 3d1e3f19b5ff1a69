"""Work inside the office: giving back, internal notes, help from another office of the agency (Art 45)."""

from datetime import datetime

from django.db import transaction

from accounts.access import holds
from accounts.actors import Actor
from accounts.models import User
from accounts.roles import CLERK, COWORKER, HEAD
from accounts.verbs import Refused
from applications import duty_kinds, verbs
from applications.actions.recording import checked_day, day_of, done, entered, happened, help_address
from applications.choices import EventKind
from applications.models import Application, Contribution, Practice
from duties.actions import close_duty, open_duty
from duties.models import Duty
from duties.telling import holders, tell
from workdays import tables


@transaction.atomic
def give_back(application: Application, actor: Actor, *, reason: str, at: datetime) -> Application:
    """Whom it was given to returns it to the head, with the reason. Raises Refused."""
    application = entered(verbs.GIVE_BACK, application, actor, reason=reason)
    if application.assigned_to != actor.user:
        raise Refused(f"这份申请交给了{application.assigned_to}，由本人退回；负责人可以直接改派。")
    on = checked_day(application, None, at)
    happened(application, EventKind.GIVEN_BACK, actor, on=on, at=at, note=reason)
    done(application, verbs.GIVE_BACK, actor, at=at, reason=reason, assigned_to=None)
    duty = Duty.objects.open().about(application).get(kind=duty_kinds.REPLY)
    text = f"【退回分办】{application.number} 由{actor.label}退回，请重新交办"
    tell(duty, f"back:{at:%y%m%d%H%M%S}", text, on=on, at=at, people=holders(duty, {HEAD}))
    return application


@transaction.atomic
def note(application: Application, actor: Actor, *, text: str, at: datetime) -> Application:
    """A remark for colleagues; the applicant never sees it. Raises Refused."""
    application = entered(verbs.NOTE, application, actor)
    if not text.strip():
        raise Refused("写下备注的内容。", {"text": "写下备注的内容"})
    happened(application, EventKind.NOTED, actor, on=day_of(at), at=at, note=text.strip())
    done(application, verbs.NOTE, actor, at=at)
    return application


@transaction.atomic
def ask_help(application: Application, actor: Actor, *, to: User, what: str, at: datetime) -> Contribution:
    """Another office of the agency is asked to find or judge something; the clock does not stop. Raises Refused."""
    application = entered(verbs.ASK_HELP, application, actor)
    if not holds(to, application.agency, {COWORKER}):
        raise Refused(f"{to} 不是{application.agency}的协办人员。", {"to": "选择本机关的协办人员"})
    if not what.strip():
        raise Refused("写明需要协办的事。", {"what": "写明要找什么、判断什么"})
    if application.contributions.filter(to=to, answered_at=None).exists():
        raise Refused(f"已经请{to}协办，还没有答复。", {"to": "这位同事还有一件没有答复"})
    on, calendar, days = (
        checked_day(application, None, at),
        tables.current(),
        Practice.current().contribution_days,
    )
    row = Contribution.objects.create(
        application=application, to=to, asked_by=actor.user, what=what.strip(), asked_at=at,
        due_on=calendar.add(on, days),
    )  # fmt: skip
    happened(application, EventKind.HELP_ASKED, actor, on=on, at=at, note=row.what, data={"to": str(to)})
    duty = open_duty(
        duty_kinds.CONTRIBUTION, row, agency=application.agency, due_on=row.due_on, at=at, person=to,
        provisional=calendar.provisional_between(on, row.due_on), count=(on, days),
        label=application.number, url=help_address(row),
    )  # fmt: skip
    tell(
        duty,
        "asked",
        f"【请您协办】{application.number}，请在 {row.due_on} 前答复",
        on=on,
        at=at,
        people=[to],
    )
    done(application, verbs.ASK_HELP, actor, at=at, detail={"to": str(to)})
    return row


@transaction.atomic
def give_help(contribution: Contribution, actor: Actor, *, answer: str, at: datetime) -> Contribution:
    """The one who was asked answers. Raises Refused."""
    application = entered(verbs.GIVE_HELP, contribution.application, actor)
    row = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if row.to_id != actor.user.pk:
        raise Refused(f"这件事请的是{row.to}，由本人答复。")
    if row.answered_at:
        raise Refused("已经答复过。")
    if not answer.strip():
        raise Refused("写明协办的结果。", {"answer": "写明找到了什么、意见是什么"})
    row.answer, row.answered_at = answer.strip(), at
    row.save(update_fields=["answer", "answered_at"])
    happened(application, EventKind.HELP_GIVEN, actor, on=day_of(at), at=at, note=row.answer)
    close_duty(duty_kinds.CONTRIBUTION, row, at=at)
    done(application, verbs.GIVE_HELP, actor, at=at)
    _tell_clerk(application, row, at)
    return row


def _tell_clerk(application: Application, row: Contribution, at: datetime) -> None:
    duty = Duty.objects.open().about(application).get(kind=duty_kinds.REPLY)
    people = [application.assigned_to] if application.assigned_to else holders(duty, {CLERK})
    text = f"【协办已答复】{application.number}：{row.to}"
    tell(duty, f"help:{row.pk}", text, on=day_of(at), at=at, people=people)
