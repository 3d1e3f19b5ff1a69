"""The fold against the vectors of the statute's counting, and against a diary kept day by day."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from applications.clock import Event, IllegalHistory, fold
from workdays import builtin

YEARS = builtin.calendar()
SEEDS = 400


def due(*events: Event) -> date | None:
    return fold(events, YEARS).due_on


# ---- vectors, typed by hand ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "twentieth", "fortieth"),
    [
        (date(2026, 1, 30), date(2026, 3, 5), date(2026, 4, 2)),
        (date(2026, 2, 5), date(2026, 3, 11), date(2026, 4, 9)),
        (date(2026, 2, 16), date(2026, 3, 20), date(2026, 4, 20)),
        (date(2026, 4, 24), date(2026, 5, 26), date(2026, 6, 24)),
        (date(2026, 6, 18), date(2026, 7, 17), date(2026, 8, 14)),
        (date(2026, 9, 10), date(2026, 10, 14), date(2026, 11, 11)),
        (date(2026, 9, 30), date(2026, 11, 3), date(2026, 12, 1)),
    ],
)
def test_the_limit_and_the_longest_extension_of_2026(received, twentieth, fortieth):
    assert due(Event("received", received)) == twentieth
    assert due(Event("received", received), Event("extended", received, days=20)) == fortieth


@pytest.mark.parametrize(
    ("received", "twentieth"),
    [(date(2026, 11, 21), date(2026, 12, 18)), (date(2026, 12, 2), date(2026, 12, 30))],
)
def test_the_limit_at_the_end_of_2026_is_certain_and_its_extension_provisional(received, twentieth):
    plain = fold([Event("received", received)], YEARS)
    assert (plain.due_on, plain.provisional) == (twentieth, False)
    assert fold([Event("received", received), Event("extended", received, days=20)], YEARS).provisional


def test_as_a_court_counted_it_with_both_make_up_days():
    """Weekends alone would give 28 October, holidays without make-up days 4 November, 30 days 30 October."""
    assert due(Event("received", date(2022, 9, 30))) == date(2022, 11, 2)


def test_the_day_of_receipt_is_not_counted():
    """Counting it would give 19 March."""
    assert due(Event("received", date(2025, 2, 20))) == date(2025, 3, 20)


# ---- a diary, kept day by day --------------------------------------------------------------------------------------


def fifteenth(served: date) -> date:
    day, ticked = served, 0
    while ticked < 15:
        day += timedelta(1)
        ticked += YEARS.is_workday(day)
    return day


class Diary:
    """Lives through the days one after another and crosses off those that count; knows nothing of `clock`."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        self.used, self.allowed, self.stopped, self.agreed = 0, 20, False, None
        self.asked: dict[str, date | None] = {}

    def due(self) -> date | None:
        day = self.events[0].on
        self.morning(day, count=False)
        for _ in range(500):
            day += timedelta(1)
            self.morning(day, count=True)
            if self.stopped and day >= self.events[-1].on:
                return None
            if self.agreed and day >= self.events[-1].on:
                return self.agreed
            if self.used == self.allowed and not self.agreed and not self.stopped:
                return day
        return None

    def morning(self, day: date, *, count: bool) -> None:
        waiting = any(end is None or day <= end for end in self.asked.values())
        if count and YEARS.is_workday(day) and not waiting and not self.stopped:
            self.used += 1
        for event in self.events:
            if event.on == day:
                self.note(event)

    def note(self, event: Event) -> None:
        if event.kind in ("supplement_asked", "fee_notified"):
            self.stopped = True
        elif event.kind in ("supplement_received", "fee_paid", "fee_cancelled"):
            self.stopped, self.used, self.allowed, self.agreed = False, 0, 20, None
        elif event.kind == "consult_sent":
            self.asked[event.ref] = fifteenth(event.served) if event.served else None
        elif event.kind == "consult_answered":
            end = self.asked[event.ref]
            self.asked[event.ref] = min(end, event.on) if end else event.on
        elif event.kind == "extended":
            self.allowed += event.days
        elif event.kind == "delayed":
            self.agreed = event.until


def candidate(chance: random.Random, on: date, sent: list[str]) -> Event:
    kind = chance.choice(
        [
            "supplement_asked",
            "supplement_received",
            "supplement_received",
            "fee_notified",
            "fee_paid",
            "fee_cancelled",
            "consult_sent",
            "consult_sent",
            "consult_answered",
            "consult_answered",
            "extended",
            "delayed",
        ]
    )
    if kind == "consult_sent":
        served = chance.choice([None, on + timedelta(chance.randrange(12))])
        return Event(kind, on, ref=f"C{len(sent)}", served=served)
    if kind == "consult_answered":
        return Event(kind, on, ref=chance.choice(sent or ["none"]))
    if kind == "extended":
        return Event(kind, on, days=chance.choice([3, 5, 10, 20]))
    return Event(kind, on, until=on + timedelta(chance.randrange(90)) if kind == "delayed" else None)


def history(seed: int) -> list[Event]:
    """A lawful history: what the law refuses at its moment is left out, as a clerk would be refused."""
    chance = random.Random(seed)
    on = date(2024, 1, 1) + timedelta(chance.randrange(700))
    events, sent = [Event("received", on)], []
    for _ in range(chance.randrange(14)):
        on += timedelta(chance.choice([0, 1, 2, 3, 5, 8, 30]))
        event = candidate(chance, on, sent)
        so_far = fold(events, YEARS)
        try:
            fold([*events, event], YEARS)
        except IllegalHistory:
            continue
        if so_far.due_on and on > so_far.due_on:
            break
        events.append(event)
        sent += [event.ref] if event.kind == "consult_sent" else []
    return events


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_histories_agree_with_the_diary(seed):
    events = history(seed)
    assert due(*events) == Diary(events).due(), events


def test_the_random_histories_hold_every_kind_of_event_and_overlaps():
    kinds, overlapping, capped = Counter(), 0, 0
    for seed in range(SEEDS):
        events = history(seed)
        kinds.update(event.kind for event in events)
        pauses = fold(events, YEARS).pauses
        overlapping += any(
            a.sent < b.sent and (a.end is None or b.sent < a.end) for a in pauses for b in pauses
        )
        capped += any(p.lapses and p.answered and p.lapses < p.answered for p in pauses)
    assert min(kinds.values()) >= 20, kinds
    assert len(kinds) == 10
    assert overlapping >= 40 and capped >= 5, (overlapping, capped)
