"""How a measurement is taken: several rounds, the median, and its ratio to a yardstick of the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """`value` in `unit`; `ratio` to the row named in `against` (1.0 for the yardstick itself); `size` of what was measured
    where the same was measured at several: rows that differ in nothing else show the growth."""

    bench: str
    name: str
    value: float
    unit: str
    ratio: float
    against: str
    size: str = ""

    def as_dict(self) -> dict:
        return asdict(self)


def milliseconds(call: Callable[[], object], rounds: int = 7) -> float:
    """The median of several rounds after one warm-up."""
    call()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def least(call: Callable[[], object], rounds: int = 7) -> float:
    """The quickest of several rounds in milliseconds: for what cannot be measured beside its yardstick."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def compare(bench: str, calls: dict[str, Callable[[], object]], rounds: int = 7) -> list[Row]:
    """Times every call; the first one is the yardstick."""
    values = {name: milliseconds(call, rounds) for name, call in calls.items()}
    yardstick = next(iter(values))
    return [
        Row(bench, name, round(value, 3), "ms", round(value / values[yardstick], 2), yardstick)
        for name, value in values.items()
    ]
