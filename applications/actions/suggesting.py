"""The applicant suggests that what was released be made public for everybody (Art 44)."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import duty_kinds, outcomes, remedies, verbs
from applications.actions.issuing import cn, issue
from applications.actions.recording import counted, day_of, done, entered, happened
from applications.choices import EventKind
from applications.models import Application, Practice
from duties.actions import close_duty


@transaction.atomic
def suggest(application: Application, actor: Actor, *, text: str = "", at: datetime) -> Application:
    """After a reply that releases; once. Raises Refused."""
    application = entered(verbs.SUGGEST, application, actor)
    if application.outcome not in outcomes.RELEASING:
        raise Refused("提供了信息的申请，才能建议把它转为主动公开。")
    if application.suggested_at:
        raise Refused("已经提出过建议。")
    on = day_of(at)
    happened(application, EventKind.PUBLICATION_SUGGESTED, actor, on=on, at=at, note=text.strip())
    done(application, verbs.SUGGEST, actor, at=at, suggested_at=at)
    counted(duty_kinds.SUGGESTION, application, application, on, Practice.current().suggestion_days, at)
    return application


def _remedy(application: Application, adopted: bool, on: date) -> dict[str, str]:
    """Who suggested in vain is told what can be done about it (Art 51)."""
    if adopted:
        return {}
    body = remedies.body(application.agency)
    return {"remedy": remedies.text(outcomes.EITHER, title="告知书", body=body, on=on)}


@transaction.atomic
def answer_suggestion(
    application: Application, actor: Actor, *, adopted: bool, text: str, at: datetime
) -> Application:
    """Whether it will be published, and where or why not; told in a letter (Art 44). Raises Refused."""
    application = entered(verbs.ANSWER_SUGGESTION, application, actor)
    kinds = set(application.events.values_list("kind", flat=True))
    if EventKind.PUBLICATION_SUGGESTED not in kinds or EventKind.SUGGESTION_ANSWERED in kinds:
        raise Refused("没有等待答复的建议。")
    if not text.strip():
        raise Refused("写明处理结果。", {"text": "采纳的写明在哪里公开；不采纳的写明理由"})
    on, data = day_of(at), {"adopted": adopted}
    happened(application, EventKind.SUGGESTION_ANSWERED, actor, on=on, at=at, note=text.strip(), data=data)
    close_duty(duty_kinds.SUGGESTION, application, at=at)
    done(application, verbs.ANSWER_SUGGESTION, actor, at=at, detail=data)
    suggested = application.events.filter(kind=EventKind.PUBLICATION_SUGGESTED).last().on
    told = {"adopted": adopted, "text": outcomes.sentence(text), "suggested_on": cn(suggested)}
    issue(application, "D31", told | _remedy(application, adopted, on), at=at, on=on)
    return application
