"""The kinds of duty and the steps at which somebody is told. Rooms list theirs in `<room>/duty_kinds.py`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class CountsWorkdays(Protocol):
    def add(self, day: date, n: int) -> date: ...


@dataclass(frozen=True)
class Step:
    """`offset`: working days from the due date (negative: before it). `roles` are told."""

    name: str
    label: str
    offset: int
    roles: frozenset[str]

    @property
    def late(self) -> bool:
        return self.offset > 0


@dataclass(frozen=True)
class Kind:
    """`label` names the duty on screens; `roles` do the work; `steps` in order of offset."""

    name: str
    label: str
    roles: frozenset[str]
    steps: tuple[Step, ...]

    @property
    def lapses(self) -> bool:
        """Nothing is said after its day: a chance that passes (asking for a supplement), not a debt."""
        return not any(step.late for step in self.steps)

    def dates(self, due_on: date, calendar: CountsWorkdays) -> list[tuple[Step, date]]:
        return [(step, calendar.add(due_on, step.offset)) for step in self.steps]

    def next_on(self, due_on: date, said: Iterable[str], calendar: CountsWorkdays) -> date | None:
        """The first date at which a step not yet said falls; None when all are said."""
        said = set(said)
        return min((on for step, on in self.dates(due_on, calendar) if step.name not in said), default=None)


@cache
def registry() -> dict[str, Kind]:
    """Every kind of settings.DUTY_KINDS by name."""
    return {kind.name: kind for path in settings.DUTY_KINDS for kind in import_string(path)}
