"""The reply clock: a fold over a long history, against counting twenty working days once."""

from datetime import date

from applications import clock
from bench.timing import Row, compare
from workdays import tables


def history() -> list[clock.Event]:
    """A request with ten consultations that overlap."""
    sent = [clock.Event("consult_sent", date(2026, 1, 6 + n), ref=str(n)) for n in range(10)]
    answered = [clock.Event("consult_answered", date(2026, 2, 1 + n), ref=str(n)) for n in range(10)]
    return [clock.Event("received", date(2026, 1, 5)), *sent, *answered]


def measure() -> list[Row]:
    calendar = tables.current()
    events = history()
    return compare(
        "clock",
        {
            "数 20 个工作日，100 遍": lambda: [calendar.add(date(2026, 1, 5), 20) for _ in range(100)],
            "折叠 21 个事件，100 遍": lambda: [clock.due_on(events, calendar) for _ in range(100)],
        },
    )
