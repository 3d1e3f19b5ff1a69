"""Puts a row that lost cells back under its columns, by what the cells hold. Pure.

Text that was flattened shows a merged cell only in its first row, and drops empty cells at the end. Where two
placings are equally good, nothing is guessed: the row is left to a person.
"""

import re
from collections.abc import Sequence

from catalog.importing.cells import joined, same_as_above
from catalog.importing.headers import GROUPS, Header
from catalog.importing.marks import _CHANNEL, EMPTY, FILLED, ticked
from catalog.importing.rows import is_number
from catalog.limits import parse_limits

TICKS = {sub for subs in GROUPS.values() for sub in subs}
_BASIS = re.compile(r"《|〔\d{4}〕|法律|条例|办法|号\)?$")
_LIMIT = re.compile(r"工作日|长期|实时|及时|之日|\d+[日天]|定期|每[年月季]")
_PUBLISHER = re.compile(
    r"(?:局|委|委员会|办|办公室|政府|部门|机关|中心|院|所|街道|办事处|大队|单位|机构|乡|镇|分局)(?:[、/(].*)?$"
)
_FAR = -100.0
_EMPTY = {"content": -2.0, "level1": -1.0, "seq": -0.5}
_SKIP = {"content": -2.0, "seq": -0.2, "level1": -0.2, "level2": -0.6}


def aligned(row: Sequence[str], header: Header, has_previous: bool) -> list[str] | None:
    """The row with one cell a column ("" where a cell was lost), or None where its place is not certain."""
    if len(row) > header.width:
        extra = row[header.width :]
        return None if any(joined(cell) for cell in extra) else list(row[: header.width])
    columns = {column: name for name, column in header.columns.items()}
    ticks = [column for column in range(header.width) if columns.get(column) in TICKS]
    if ticks and ticks != list(range(ticks[0], header.width)):
        return _place(list(row), [columns.get(c, "aside") for c in range(header.width)], has_previous)
    first_tick = ticks[0] if ticks else header.width
    body, tail = _split(row, len(ticks))
    placed = _place(body, [columns.get(c, "aside") for c in range(first_tick)], has_previous)
    if placed is None:
        return None
    return placed + _padded(tail, len(ticks))


def _split(row: Sequence[str], ticks: int) -> tuple[list[str], list[str]]:
    """The cells of words, and the ticks at the end (with the empty cells among them)."""
    at = len(row)
    while at > 0 and len(row) - at < ticks and ticked(row[at - 1], True) is not None:
        at -= 1
    while at < len(row) and ticked(row[at], True) is False and len(row) - at > ticks - 1:
        at += 1
    return list(row[:at]), list(row[at:])


def _padded(tail: list[str], ticks: int) -> list[str]:
    """Only empty cells at the end were dropped; ticks without a gap between them stay pushed together."""
    return tail + [""] * (ticks - len(tail))


def _place(cells: list[str], fields: list[str], has_previous: bool) -> list[str] | None:
    """The best placing of the cells in order, if it is better than every other."""
    best: dict[tuple[int, int], list[tuple[float, tuple[int, ...]]]] = {(0, 0): [(0.0, ())]}
    for column, name in enumerate(fields):
        for used in range(min(column, len(cells)) + 1):
            for score, way in best.get((column, used), []):
                _keep(best, (column + 1, used), score + _skipped(name, has_previous), way)
                if used < len(cells):
                    fit = score + _fit(name, joined(cells[used]))
                    _keep(best, (column + 1, used + 1), fit, (*way, column))
    ways = best.get((len(fields), len(cells)), [])
    if not ways or ways[0][0] < -2 or (len(ways) > 1 and ways[0][0] - ways[1][0] < 0.3):
        return None
    placed = [""] * len(fields)
    for cell, column in zip(cells, ways[0][1], strict=True):
        placed[column] = cell
    return placed


def _keep(best: dict, key: tuple[int, int], score: float, way: tuple[int, ...]) -> None:
    """The two best ways to each point are enough to see whether the best one is alone."""
    best[key] = sorted([*best.get(key, []), (score, way)], key=lambda pair: -pair[0])[:2]


def _skipped(name: str, has_previous: bool) -> float:
    if not has_previous and name in {"level1", "content"}:
        return -5.0
    return -1.5 if name in TICKS else _SKIP.get(name, -0.8)


def _fit(name: str, text: str) -> float:
    if name in TICKS:
        return 1.0 if ticked(text, True) is not None else 0.2 if name == "group" else -4.0
    if not text:
        return _EMPTY.get(name, 0.0)
    if name == "seq":
        return 3.0 if is_number(text) else -6.0
    if is_number(text) or ticked(text):
        return -4.0
    if same_as_above(text):
        return 0.5
    return _RULES.get(name, _any)(text)


def _any(text: str) -> float:
    return 0.1


def _kind(text: str) -> str:
    """What a cell looks like by its own words."""
    if any(char in FILLED + EMPTY for char in text) or (len(text) < 60 and _CHANNEL.match(text)):
        return "channels"
    if len(text) < 80 and (parse_limits(text).limits or _LIMIT.search(text)) and "《" not in text:
        return "time_limit"
    if text.startswith("《") or (_BASIS.search(text) and "《" in text):
        return "basis"
    if len(text) < 40 and _PUBLISHER.search(text):
        return "publisher"
    return "words"


def _typed(own: str):
    def fit(text: str) -> float:
        kind = _kind(text)
        return 3.0 if kind == own else -1.0 if kind == "words" else -3.0

    return fit


def _words(text: str) -> float:
    kind = _kind(text)
    return 1.0 if kind == "words" else 0.2 if kind == "publisher" else -1.5


def _short(text: str) -> float:
    return _words(text) - (1.0 if len(text) > 40 else 0.0)


_RULES = {
    "level1": _short,
    "level2": _short,
    "level3": _short,
    "content": _words,
    "basis": _typed("basis"),
    "time_limit": _typed("time_limit"),
    "publisher": _typed("publisher"),
    "channels": _typed("channels"),
    "aside": _any,
}
