"""A published penalty was changed, revoked, or found unlawful or void: it is to be withdrawn, with the reason (行政处罚法 48)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from audit.record import record
from duties.actions import open_duty
from publishing import rules, verbs
from publishing.actions.records import locked, search_kind, set_facts
from publishing.models import Publication, Reversal
from publishing.records.kinds import PENALTY
from search.changed import changed
from workdays import tables


@transaction.atomic
def reverse_penalty(
    publication: Publication,
    actor: Actor,
    *,
    outcome: str,
    on: date,
    by: str,
    reason: str,
    document: str = "",
    at: datetime,
) -> Reversal:
    """Notes what happened to a published penalty and opens the duty to withdraw it within 3 working days (行政处罚法 48, 85).

    `on`: the day of the new decision, `by`: who made it. Until it is withdrawn its page says what happened.
    """
    publication = locked(publication)
    guard(verbs.REVERSE_PENALTY, publication, actor, reason=reason)
    _refuse(publication, outcome, on, by, at)
    found = Reversal.objects.create(
        publication=publication,
        outcome=outcome,
        on=on,
        by=by.strip(),
        document=document.strip(),
        reason=reason.strip(),
        recorded_by=actor.user,
        recorded_by_label=actor.label,
        recorded_at=at,
    )
    calendar = tables.current()
    due = rules.withdraw_by(on, calendar)
    open_duty(
        "penalty_withdrawal",
        publication,
        agency=publication.agency,
        due_on=due,
        at=at,
        provisional=calendar.provisional_between(on, due),
        label=f"撤回被{found.get_outcome_display()}的行政处罚决定",
        url=reverse("desk_publishing:detail", args=[publication.public_id], urlconf=settings.EVERY_ADDRESS),
        count=(on, rules.WITHDRAW_WORKING_DAYS),
    )
    set_facts(publication, at)
    record(
        actor, verbs.REVERSE_PENALTY.word, publication, at=at, reason=reason, detail={"outcome": str(outcome)}
    )
    changed(search_kind(publication), publication.public_id, at=at)
    return found


def _refuse(publication: Publication, outcome: str, on: date, by: str, at: datetime) -> None:
    if publication.record != PENALTY.name:
        raise Refused("只有逐条公开的行政处罚决定可以登记变更、撤销。")
    if Reversal.objects.filter(publication=publication).exists():
        raise Refused("这份处罚决定已经登记过，请撤回它。")
    if outcome not in Reversal.Outcome.values:
        raise Refused("选择处罚决定怎样了。", {"outcome": "选择一种"})
    if not publication.fields["decided_on"] <= on.isoformat() <= localdate(at).isoformat():
        raise Refused("作出日期要在处罚决定日期之后，并且不晚于今天。", {"on": "核对日期"})
    if not by.strip():
        raise Refused("填写作出机关。", {"by": "填写作出机关"})


def note_of(publication: Publication) -> str:
    """The sentence that stands in the place of a penalty that was changed or revoked (行政处罚法 48)."""
    found = Reversal.objects.filter(publication=publication).first()
    if found is None:
        return ""
    day = f"{found.on.year}年{found.on.month}月{found.on.day}日"
    document = f"（{found.document}）" if found.document else ""
    outcome = found.get_outcome_display()
    return f"这份行政处罚决定已于{day}由{found.by}依法{outcome}{document}，依照行政处罚法第四十八条撤回。理由：{found.reason}"
