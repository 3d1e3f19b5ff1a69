"""What must balance before an annual report is signed, and when it is due (Art 49, 50; 国办公开办函〔2021〕30号)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports import rows
from reports.rows import COLUMN_NAMES, GROUPS, RESULT_NAMES, ROWS, Table

AGENCY_DUE, GOVERNMENT_DUE = (1, 31), (3, 31)
OPENED_IN = 12  # the month in which the duties of the year are opened
CELLS = tuple(COLUMN_NAMES)


@dataclass(frozen=True)
class Breach:
    """A rule that does not hold, as a sentence that names both sides; `cells` are (row or group, column)."""

    rule: str
    sentence: str
    cells: tuple[tuple, ...]


def due_on(year: int, *, government: bool) -> date:
    """The report of `year`: 31 January of the next for an agency, 31 March for the government, never rolled on (Art 49)."""
    return date(year + 1, *(GOVERNMENT_DUE if government else AGENCY_DUE))


def owed(due: date, watched_from: date | None, on: date) -> bool:
    """Whether a report still missing on a day is asked for (Art 49): it is to come, or fell due while the agency was watched."""
    return on <= due or (watched_from is not None and watched_from <= due)


def year_at_hand(on: date) -> int:
    """The year whose report is prepared on a day: from December the year itself, else the one before (Art 49)."""
    return on.year if on.month >= OPENED_IN else on.year - 1


def breaches(three: Table, four: Table, before: tuple[int, ...] | None = None) -> list[Breach]:
    """Every rule F1 to F5 that does not hold (国办公开办函〔2021〕30号).

    `before` is the row 结转下年度 of last year's report, None when the portal does not have one.
    """
    found = [*_balance(three), *_results(three), *_across(three)]
    if before is not None:
        found += _carried_over(three, before)
    return [*found, *_disputes(four)]


def _balance(three: Table) -> Iterator[Breach]:
    """F1: 第一项 + 第二项 = 第三项（七）总计 + 第四项, in every column."""
    for column, (new, carried, done, left) in _columns(three, rows.NEW, rows.CARRIED, rows.DONE, rows.LEFT):
        if new + carried != done + left:
            yield Breach(
                "F1",
                f"“{COLUMN_NAMES[column]}”列：第一项 {new} 加第二项 {carried} 是 {new + carried}，"
                f"第三项（七）总计 {done} 加第四项 {left} 是 {done + left}，应当相等。",
                tuple((row, column) for row in (rows.NEW, rows.CARRIED, rows.DONE, rows.LEFT)),
            )


def _results(three: Table) -> Iterator[Breach]:
    """F2: （七）总计 is the sum of the results."""
    numbers = range(rows.FIRST_RESULT, rows.LAST_RESULT + 1)
    for column, (done, *results) in _columns(three, rows.DONE, *numbers):
        if done != sum(results):
            yield Breach(
                "F2",
                f"“{COLUMN_NAMES[column]}”列：第三项（七）总计是 {done}，（一）到（六）相加是 {sum(results)}，应当相等。",
                ((rows.DONE, column),),
            )


def _across(three: Table) -> Iterator[Breach]:
    """F3: 总计 is the sum of natural persons and the five kinds of organisation."""
    for row, cells in zip(ROWS, three, strict=True):
        *parts, total = cells
        if total != sum(parts):
            yield Breach(
                "F3",
                f"“{row.name}”行：总计是 {total}，自然人和五类法人或其他组织相加是 {sum(parts)}，应当相等。",
                ((row.number, rows.TOTAL),),
            )


def _carried_over(three: Table, before: tuple[int, ...]) -> Iterator[Breach]:
    """F4: what is carried over is what was left last year, in every column."""
    for column, carried, left in zip(CELLS, three[rows.CARRIED - 1], before, strict=True):
        if carried != left:
            yield Breach(
                "F4",
                f"“{COLUMN_NAMES[column]}”列：第二项（上年结转）是 {carried}，上一年度报告的第四项（结转下年度）是 {left}，应当相等。",
                ((rows.CARRIED, column),),
            )


def _disputes(four: Table) -> Iterator[Breach]:
    """F5: in every group of table 4 the four results add up to its total."""
    for (code, name, _), cells in zip(GROUPS, four, strict=True):
        *parts, total = cells
        if total != sum(parts):
            yield Breach(
                "F5",
                f"表四“{name}”：{RESULT_NAMES[rows.TOTAL]}是 {total}，维持、纠正、其他、尚未审结相加是 {sum(parts)}，应当相等。",
                ((code, rows.TOTAL),),
            )


def _columns(three: Table, *numbers: int) -> Iterator[tuple[str, list[int]]]:
    """(column, the cells of these rows in it) for every column."""
    for place, column in enumerate(CELLS):
        yield column, [three[number - 1][place] for number in numbers]
