"""The reviewed word lists: entries are added and retired, each with its source or reason (国办秘函〔2019〕19号)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record
from publishing import verbs
from publishing.models import WordingRule


@dataclass(frozen=True)
class _Lists:
    """What the guard asks about: lists and rules belong to the government, and have no state."""

    agency: Agency | None
    state: str = ""


def of_government() -> _Lists:
    """Reference data of the whole government, for the guard."""
    return _Lists(Agency.objects.filter(kind=Agency.GOVERNMENT).first())


@transaction.atomic
def add_word(actor: Actor, *, at: datetime, **facts) -> WordingRule:
    """A new entry, or a retired one taken up again; `facts`: kind, wrong, right, severe, unless, source."""
    guard(verbs.ADD_WORD, of_government(), actor)
    found = WordingRule.objects.filter(wrong=facts["wrong"]).first()
    if found is not None and found.retired_at is None:
        raise Refused(f"“{found.wrong}”已经在词表里。", {"wrong": "已经在词表里"})
    rule, _ = WordingRule.objects.update_or_create(
        wrong=facts["wrong"], defaults=facts | {"retired_at": None}
    )
    record(actor, verbs.ADD_WORD.word, rule, at=at, detail={"wrong": rule.wrong, "right": rule.right})
    return rule


@transaction.atomic
def retire_word(rule: WordingRule, actor: Actor, *, reason: str, at: datetime) -> WordingRule:
    """Not looked for any more, with the reason."""
    guard(verbs.RETIRE_WORD, of_government(), actor, reason=reason)
    rule.retired_at = at
    rule.save(update_fields=["retired_at"])
    record(actor, verbs.RETIRE_WORD.word, rule, at=at, reason=reason, detail={"wrong": rule.wrong})
    return rule
