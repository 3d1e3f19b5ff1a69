"""The public calculator: from what a visitor fills in to the events that `applications.clock` folds (Art 30-33)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from applications import clock
from applications.clock import Event
from workdays.calendar import Calendar, Step

CONSULTATIONS = (1, 2)
STRIP_DAYS = 400  # longer than any lawful history of a request; beyond it only the list is drawn


@dataclass(frozen=True)
class Cell:
    """One day of the strip: `mark` is what stands under its date, `tone` how it is drawn, `why` in words."""

    day: date
    mark: str
    tone: str
    why: str


def events_of(data: Mapping) -> list[Event]:
    """The history that the form tells; blank parts are left out."""
    events = [Event("received", data["received"])]
    for name in ("supplement_asked", "supplement_received"):
        if data.get(name):
            events.append(Event(name, data[name]))
    for number in CONSULTATIONS:
        sent, served, answered = (data.get(f"{part}{number}") for part in ("sent", "served", "answered"))
        if sent:
            events.append(Event("consult_sent", sent, ref=f"第 {number} 处", served=served))
        if sent and answered:
            events.append(Event("consult_answered", answered, ref=f"第 {number} 处"))
    if data.get("extended_on") and data.get("extended"):
        events.append(Event("extended", data["extended_on"], days=data["extended"]))
    return events


def numbered(steps: list[Step]) -> list[dict]:
    """Steps with the number of each counted day, from one again after a restart: `{"step", "number"}`."""
    rows, number = [], 0
    for step in steps:
        if not step.counted and step.why.endswith("期限重新计算"):
            number = 0
        number += step.counted
        rows.append({"step": step, "number": number if step.counted else None})
    return rows


def strip(rows: list[dict], due: date | None, calendar: Calendar) -> list[Cell]:
    """The days as cells of a calendar; empty when there are too many."""
    if len(rows) > STRIP_DAYS:
        return []
    return [_cell(row["step"], row["number"], due, calendar) for row in rows]


def _cell(step: Step, number: int | None, due: date | None, calendar: Calendar) -> Cell:
    if step.date == due:
        return Cell(step.date, f"{number or '止'}", "due", f"{step.why}，期限最后一日")
    if number:
        tone = "plain" if step.date.weekday() < 5 else "extra"
        return Cell(step.date, str(number), tone, f"第 {number} 个工作日，{step.why}")
    if "当日不计入" in step.why:
        return Cell(step.date, "起", "start", step.why)
    if calendar.is_workday(step.date):
        return Cell(step.date, "停", "paused", step.why)
    return Cell(step.date, "休", "off", step.why)


def folded(data: Mapping, calendar: Calendar) -> tuple[clock.Clock, list[Step]]:
    """The clock of the history and its days. Raises clock.IllegalHistory with a Chinese sentence."""
    events = events_of(data)
    found = clock.fold(events, calendar)
    last = max(event.on for event in events)
    return found, clock.explain(events, calendar, until=last)
