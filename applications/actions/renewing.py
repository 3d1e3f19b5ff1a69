"""A review or a court set the reply aside and ordered a new one (行政复议法 64, 66; 行政诉讼法 70-72).

The request is taken up again beside the old record: a row of its own with a clock of its own, the first reply kept
as it went out. Every count takes the two for one request (Art 50).
"""

from datetime import date, datetime

from accounts.access import holds
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import groups, news, opinions, stored, verbs
from applications.actions.copying import twin
from applications.actions.recording import checked_day, done, entered, happened
from applications.choices import ChallengeResult, EventKind, State
from applications.models import Application, Challenge, Opinion


@stored.atomic()
def renew(
    challenge: Challenge, actor: Actor, *, on: date, at: datetime, until: date | None = None
) -> Application:
    """The request to be answered again, once for each decision. Raises Refused.

    `on` is the day on which the decision reached the agency, `until` the last day that it names for the new reply;
    without one the statute's 20 working days run from `on` (Art 33).
    """
    application = entered(verbs.RENEW, challenge.application, actor)
    row = Challenge.objects.select_for_update().get(pk=challenge.pk, application=application)
    _refuse_what_cannot_be(application, row, until, checked_day(None, on, at))
    groups.begun(application)
    made = _taken_up(application, row, actor, on, until, at)
    facts = {"to": f"按{row.body}的决定重新答复", "number": made.number}
    happened(application, EventKind.RENEWAL_ORDERED, actor, on=on, at=at, data=facts)
    done(application, verbs.RENEW, actor, at=at, detail=facts, group=application.group)
    news.promise(made, at=at)
    return made


def _refuse_what_cannot_be(application: Application, row: Challenge, until: date | None, on: date) -> None:
    if row.result not in (ChallengeResult.CORRECTED, ChallengeResult.OTHER):
        raise Refused("先登记结果；维持原答复的，不用重新答复。")
    if Application.objects.filter(ordered_by=row).exists():
        raise Refused("已经按这份决定开始重新答复。")
    if application.identity_erased_at:
        raise Refused("申请人的身份信息已经按保存期限删除，不能重新办理。")
    if on < row.decided_on:
        sentence = f"收到决定的日期不能早于作出决定的日期（{row.decided_on:%Y-%m-%d}）"
        raise Refused(f"{sentence}。", {"on": sentence})
    if until and until < on:
        raise Refused("日期不对。", {"until": "重新答复的期限不能早于收到决定的日期"})


def _taken_up(
    application: Application, row: Challenge, actor: Actor, on: date, until: date | None, at: datetime
) -> Application:
    clerk = application.assigned_to
    clerk = clerk if clerk and holds(clerk, application.agency, verbs.STAFF) else None  # months have passed
    made = twin(
        application, agency=application.agency, at=at, item=application.item, ordered_by=row, received_on=on,
        state=State.ASSIGNED if clerk else State.CONFIRMED, assigned_to=clerk,
    )  # fmt: skip
    arrived = application.events.get(kind=EventKind.SUBMITTED).on
    note = f"{made.get_channel_display()}；按{row.body}的决定重新答复 {application.number}"
    happened(made, EventKind.SUBMITTED, actor, on=arrived, at=at, note=note)
    happened(made, EventKind.RECEIVED, actor, on=on, at=at, note="收到责令重新答复的决定")
    facts = {"from": application.number, "body": row.body, "asked": _carried(application, made)}
    happened(made, EventKind.RENEWED, actor, on=on, at=at, until=until, data=facts)
    done(made, verbs.RENEW, actor, at=at, detail={"of": application.number}, state=made.state)
    return made


def _carried(application: Application, made: Application) -> list[dict]:
    """What others said about the information stands for the new reply too (Art 32, 34): their answers with their days.

    They are no events of the new record, whose clock began after them; gives what its letters tell of each.
    """
    said = [row for row in opinions.heeded(application.opinions.all()) if not row.open]
    names = ("kind", "party", "sent_on", "served_on", "answered_on", "answer", "text")
    rows = [
        Opinion(
            application=made,
            ref=f"C{number}",
            carried_from=row,
            **{name: getattr(row, name) for name in names},
        )
        for number, row in enumerate(said, 1)
    ]
    return [
        {"ref": row.ref, "kind": row.kind, "answer": row.answer, "on": row.answered_on.isoformat()}
        for row in Opinion.objects.bulk_create(rows)
    ]
