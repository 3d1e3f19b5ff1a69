"""What the office settles for itself where the statute leaves it open; one row for the county."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.county import county
from accounts.verbs import Refused, guard
from applications import verbs
from applications.models import Practice
from audit.record import record

DAYS = {
    "confirm_days": (1, 5),
    "supplement_days": (5, 60),
    "reasons_days": (3, 30),
    "contribution_days": (1, 15),
    "correction_days": (5, 60),
    "suggestion_days": (5, 60),
    "keep_years": (1, 30),
}
SWITCHES = ("seal_first",)


@transaction.atomic
def set_practice(actor: Actor, *, source: str, at: datetime, **values) -> Practice:
    """Changes the practice; open duties keep their days, new ones follow it. `source` says where it comes from.

    Raises Refused, with every value out of its range.
    """
    guard(verbs.SET_PRACTICE, county(), actor)
    problems = {
        name: f"填写 {low} 到 {high} 之间的整数"
        for name, (low, high) in DAYS.items()
        if name in values and not low <= values[name] <= high
    }
    if not source.strip():
        problems["source"] = "写明依据：哪一份文件，或者哪一次会议定的"
    if problems:
        raise Refused("还不能保存。", problems)
    Practice.objects.get_or_create(pk=1)
    practice = Practice.objects.select_for_update().get(pk=1)
    changes = {name: values[name] for name in (*DAYS, *SWITCHES) if name in values}
    changed = {name: [getattr(practice, name), value] for name, value in changes.items()
               if getattr(practice, name) != value}  # fmt: skip
    for name, value in (changes | {"source": source.strip(), "changed_at": at}).items():
        setattr(practice, name, value)
    practice.save(update_fields=[*changes, "source", "changed_at"])
    record(actor, verbs.SET_PRACTICE.word, practice, at=at, detail=changed, reason=source.strip()[:500])
    return practice
