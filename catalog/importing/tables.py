"""From grids to items: headers, headings and remarks are told apart, merged and repeated cells are filled in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from catalog.importing import headers, marks, rows, vertical
from catalog.importing.alignment import aligned
from catalog.importing.cells import counted_on, doubts, joined, same_as_above, without_dash
from catalog.importing.domains import Domains
from catalog.importing.grid import Flag, Grid
from catalog.importing.headers import GROUPS, LABELS, Header
from catalog.importing.items import Found, Reading
from catalog.importing.rows import Cells
from catalog.limits import DEFAULT, in_words, parse_limits

UNREAD = 500  # rows of a table without a header that are flagged one by one
CARRIED = ("basis", "time_limit", "publisher", "channels")
COLUMN_OF = {"level": "levels"}


@dataclass
class State:
    """What has been read of one grid so far."""

    grid: Grid
    header: Header
    domain: str
    section: str = ""
    last: Found | None = None
    cells: Cells | None = None
    same: dict[str, str] = field(default_factory=dict)
    empty_numbers: list[int] = field(default_factory=list)
    merged: frozenset[str] = frozenset()
    merges_down: bool = False


class Tables:
    """Reads the grids of one file. `domain`: the domain that the person named, which then holds for all."""

    def __init__(self, domains: Domains, domain: str = "", file_name: str = "") -> None:
        self.domains, self.domain, self.file_name = domains, domain, file_name
        self.reading = Reading()
        self.header: Header | None = None

    def read(self, grids: Iterable[Grid]) -> Reading:
        for grid in grids:
            if not self._grid(grid) and told_anything(grid):
                self._unread(grid)
        return self.reading

    def flag(
        self, grid: Grid, row: int, column: str, problem: str, text: str = "", proposal: str = ""
    ) -> None:
        label = LABELS.get(column, column)
        self.reading.flags.append(Flag(row, label, problem, text, grid.name, proposal))

    def _grid(self, grid: Grid) -> bool:
        header = headers.find(grid)
        if header is None and (pairs := vertical.pairs(grid)):
            self._vertical(grid, pairs)
            return True
        if header is None:
            header = self._continued(grid)
        if header is None:
            return False
        self._table(grid, header)
        return True

    def _continued(self, grid: Grid) -> Header | None:
        """A page that goes on without a header of its own has the columns of the page before it."""
        before = self.header
        if before is None or grid.ragged or grid.width != before.width or not self.reading.items:
            return None
        return Header(
            -1,
            -1,
            before.columns,
            before.labels,
            before.channel_columns,
            before.optional_boxes,
            (),
            before.width,
        )

    def _unread(self, grid: Grid) -> None:
        """Every row is left to a person: without a header nobody can say what its cells are."""
        problem = "认不出表头，也没有分隔，请人工录入或者整理成表格"
        told = [(n, said) for n, row in zip(grid.numbers, grid.rows, strict=True) if (said := rows.told(row))]
        for number, said in told[:UNREAD]:
            self.flag(grid, number, "table", problem, " | ".join(said)[:500])

    def _table(self, grid: Grid, header: Header) -> None:
        state = State(grid, header, self._domain_above(grid, header))
        self.header = header
        self._about_header(state)
        state.merges_down = grid.merges_below(header.last)
        state.merged = frozenset() if state.merges_down else rows.lost_merges(grid, header)
        at = header.last + 1
        while at < len(grid.rows):
            at = self._row(state, at) + 1
        self._close(state)
        self._series(state)

    def _series(self, state: State) -> None:
        """Excel counts on when a cell is dragged down: 2012年, 2013年, 2014年 of one notice."""
        own = [item for item in self.reading.items if item.table == state.grid.name]
        for above, below in pairwise(own):
            for name in ("basis", "time_limit"):
                if counted_on(getattr(above, name), getattr(below, name)):
                    self.flag(
                        state.grid,
                        below.row,
                        name,
                        "疑似下拉填充时数字自动加一",
                        getattr(below, name),
                        getattr(above, name),
                    )

    def _close(self, state: State) -> None:
        """Numbers without anything beside them are an unused form at the end, but a loss in the middle."""
        last = state.cells.number if state.cells else 0
        for number in state.empty_numbers:
            if number < last:
                self.flag(state.grid, number, "table", "只有序号，没有内容")

    def _domain_above(self, grid: Grid, header: Header) -> str:
        """From the person, the title rows, the words before the table, the sheet's name, or the file's."""
        if self.domain:
            return self.domain
        titles = ["".join(rows.told(row)) for row in grid.rows[: max(header.first, 0)]]
        places = [*reversed(titles), grid.before, grid.name, self.file_name]
        found = next((name for text in places if (name := self.domains.in_text(text))), "")
        if not found and header.first < 0 and self.reading.items:
            found = self.reading.items[-1].domain
        return found or next((name for text in places if (name := self.domains.unknown_in(text))), "")

    def _about_header(self, state: State) -> None:
        number = state.grid.numbers[max(state.header.first, 0)] if state.grid.numbers else 1
        for name in state.header.missing if state.header.first >= 0 else ():
            self.flag(state.grid, number, name, f"表里没有“{LABELS[name]}”这一列")
        if state.header.censored:
            self.flag(
                state.grid,
                number,
                "table",
                "表头缺“公”字，正文里的“公”可能也被滤掉",
                " ".join(state.header.labels.values()),
            )
        for label in state.header.unknown:
            self.flag(state.grid, number, label, "认不出这一列，没有读入", label)

    def _row(self, state: State, at: int) -> int:
        """Reads one row; returns the last row that was taken (a header may have several)."""
        row = state.grid.rows[at]
        if rows.is_blank(row):
            return at
        if headers.is_header(row):
            found = headers.read(state.grid, at)
            state.header = self.header = headers.again(state.header, found)
            if state.grid.ragged:
                state.cells = None
            return found.last
        said = rows.told(row)
        if rows.is_note(said):
            return at
        if text := rows.heading(state.grid, state.header, at, said):
            self._heading(state, at, text)
        elif len(said) == 1 and rows.is_number(said[0]):
            state.empty_numbers.append(state.grid.numbers[at])
        else:
            self._data(state, at)
        return at

    def _heading(self, state: State, at: int, text: str) -> None:
        """A heading over all columns names the domain, or the first level where the table has only one."""
        number = state.grid.numbers[at]
        if found := self.domains.headed(text):
            state.domain = self.domain or found
            state.cells = state.last = None
        elif "level2" not in state.header.columns:
            state.section = text
            state.cells = None
        elif "目录" not in text and not self.domain and (name := self.domains.unknown_in(text)):
            state.domain = name
        elif "目录" not in text:
            self.flag(state.grid, number, "table", "这一行横跨全表，没有读入", text)

    def _data(self, state: State, at: int) -> None:
        cells = self._cells(state, at)
        if cells is None:
            return
        self.reading.rows += 1
        if self._goes_on(state, cells):
            self._add_content(state, cells)
            state.cells = cells
            return
        found = Found(cells.number, state.grid.name, state.domain)
        self._texts(state, cells, found)
        self._marks(state, cells, found)
        self._doubts(state, cells, found)
        state.last, state.cells = found, cells
        self.reading.items.append(found)

    def _cells(self, state: State, at: int) -> Cells | None:
        if state.grid.ragged and len(state.grid.rows[at]) != state.header.width:
            return self._aligned(state, at)
        return rows.cells_of(state.grid, state.header, at)

    def _aligned(self, state: State, at: int) -> Cells | None:
        """A row that lost cells: put in place by what they hold, or left to a person."""
        row = state.grid.rows[at]
        placed = aligned(row, state.header, state.cells is not None)
        if placed is None:
            self.flag(
                state.grid,
                state.grid.numbers[at],
                "table",
                "这一行的格数和表头对不上，没有读入",
                " | ".join(row),
            )
            return None
        state.grid.rows[at] = placed
        return rows.cells_of(state.grid, state.header, at)

    def _goes_on(self, state: State, cells: Cells) -> bool:
        """Whether the row only adds content to the item above: everything else is merged with it, or empty."""
        if (
            state.last is None
            or state.cells is None
            or "content" in cells.carried
            or not cells.get("content").strip()
        ):
            return False
        name = "level2" if "level2" in state.header.columns else "level1"
        others = {*cells.text, *cells.ticks} - {"content", "cycle"}
        down = state.merges_down
        if down and name not in cells.carried and "level1" not in cells.carried:
            return False
        return all(self._says_nothing(cells, other) for other in others) and (
            not down or name in cells.carried or not cells.get(name).strip()
        )

    @staticmethod
    def _says_nothing(cells: Cells, name: str) -> bool:
        return name in cells.carried or not (cells.text.get(name, "") or cells.ticks.get(name, "")).strip()

    def _add_content(self, state: State, cells: Cells) -> None:
        text = joined(cells.get("content"))
        if text and not state.last.content.endswith(text):
            state.last.content += text

    def _texts(self, state: State, cells: Cells, found: Found) -> None:
        self._levels(state, cells, found)
        for name in ("content", *CARRIED):
            raw = self._said(state, cells, name, found)
            if name != "channels":
                setattr(found, name, without_dash(joined(raw)))
        if "domain" in state.header.columns:
            self._domain(state, cells, found)

    def _domain(self, state: State, cells: Cells, found: Found) -> None:
        text = joined(cells.get("domain")) or (state.last.domain if state.last else "")
        named = self.domains.named(text)
        found.domain = self.domain or named or text or state.domain
        if text and not named:
            self.flag(state.grid, cells.number, "domain", "目录里没有这个领域", text)

    def _levels(self, state: State, cells: Cells, found: Found) -> None:
        last = state.last
        first = without_dash(joined(cells.get("level1")))
        second = without_dash(joined(cells.get("level2")))
        third = without_dash(joined(cells.get("level3")))
        fresh = bool(first) and "level1" not in cells.carried
        if not first and last is not None:
            first = last.level1
            found.inherited.append("level1")
            if not second and not third and not joined(cells.get("level2")):
                second = last.level2
                found.inherited.append("level2")
        elif "level1" in cells.carried:
            found.inherited.append("level1")
        if "level2" in cells.carried and second:
            found.inherited.append("level2")
        if third and not second and not fresh and last is not None and "level3" in state.header.columns:
            second = last.level2.partition("/")[0]
            found.inherited.append("level2")
        if state.section and "level2" not in state.header.columns:
            first, second = state.section, first
        found.level1 = first
        found.level2 = "/".join(part for part in (second, third) if part)

    def _said(self, state: State, cells: Cells, name: str, found: Found) -> str:
        """The cell's text; 同上 and, below a merge that was lost, an empty cell take the one above."""
        raw = cells.get(name)
        text = joined(raw)
        if same_as_above(text):
            found.said[name] = text
            found.inherited.append(name)
            if name not in state.same:
                self.flag(state.grid, cells.number, name, "“同上”之上没有内容", text)
            return state.same.get(name, "")
        if not text and self._lost_merge(state, cells, name):
            if state.same.get(name):
                found.inherited.append(name)
            return state.same.get(name, "")
        if name in cells.carried and text:
            found.inherited.append(name)
        if text:
            state.same[name] = raw
        return raw

    @staticmethod
    def _lost_merge(state: State, cells: Cells, name: str) -> bool:
        """Whether an empty cell below an empty first level was merged with the one above once."""
        return state.last is not None and name in state.merged and not cells.get("level1").strip()

    def _marks(self, state: State, cells: Cells, found: Found) -> None:
        self._channels(state, cells, found)
        if rows.is_collapsed(cells, state.header):
            text = "|".join(cells.ticks.values())
            for name in GROUPS:
                if any(sub in state.header.columns for sub in GROUPS[name]):
                    self.flag(state.grid, cells.number, name, "勾选挤在一起，分不清属于哪一列", text)
            return
        for name, value in rows.groups(cells, state.header):
            column = COLUMN_OF.get(name, name)
            empty = not cells.has_marks(column) and not cells.get(column).strip()
            if empty and self._lost_merge(state, cells, column):
                value = getattr(state.last, name)
                found.inherited += [name] if value else []
            elif set(GROUPS[column]) & cells.carried and value:
                found.inherited.append(name)
            setattr(found, name, value)
        for name, words in rows.unread_marks(cells):
            self.flag(
                state.grid,
                cells.number,
                state.header.labels.get(state.header.columns[name], name),
                "这一格不是勾选",
                words,
            )

    def _channels(self, state: State, cells: Cells, found: Found) -> None:
        if state.header.channel_columns:
            ticked = [c for c, text in cells.channel_ticks.items() if marks.ticked(text, True)]
            found.channels = [state.header.channel_columns[c] for c in ticked]
            return
        raw = state.same.get("channels", "") if "channels" in found.inherited else cells.get("channels")
        read = marks.channels(raw, state.header.optional_boxes)
        found.channels, found.optional = list(read.chosen), list(read.optional)
        for text in read.doubts:
            self.flag(state.grid, cells.number, "channels", "渠道里有认不准的内容", text)
        if other := marks.other_named(raw):
            self.flag(state.grid, cells.number, "channels", "“其他”后面另写了渠道", other)

    def _doubts(self, state: State, cells: Cells, found: Found) -> None:
        """What a person must look at in this item: lacking elements, broken words, limits that cannot be computed."""
        for name in ("level1", "level2", "content", "basis", "publisher"):
            for problem, proposal in doubts(name, getattr(found, name)):
                self.flag(state.grid, cells.number, name, problem, getattr(found, name), proposal)
        self._lacking(state, cells, found)
        self._limit(state, cells, found)

    def _lacking(self, state: State, cells: Cells, found: Found) -> None:
        flagged = {(f.row, f.column) for f in self.reading.flags[-8:] if f.table == state.grid.name}
        absent = set(state.header.missing)
        if not found.level1:
            self.flag(state.grid, cells.number, "level1", "没有事项名称")
        for name in ("content", *CARRIED, "audience", "method", "level"):
            column = COLUMN_OF.get(name, name)
            told = (cells.number, LABELS[column]) in flagged
            if not getattr(found, name) and column not in absent and not told:
                self.flag(state.grid, cells.number, column, "空缺", joined(cells.get(column)))

    def _limit(self, state: State, cells: Cells, found: Found) -> None:
        text = found.time_limit
        if not text:
            return
        cycle = joined(cells.get("cycle"))
        parsed = parse_limits(text)
        if cycle and {x.kind for x in parsed.limits} == {"standing"} and "个工作日内" in cycle:
            self.flag(state.grid, cells.number, "time_limit", "公开时限与更新周期疑似对调", text, cycle)
        elif not parsed.computable:
            self.flag(state.grid, cells.number, "time_limit", "时限不能计算", text, in_words(DEFAULT))

    def _vertical(self, grid: Grid, pairs: list[vertical.Pairs]) -> None:
        """One item to a page, as names and values below each other."""
        for one in pairs:
            header = Header(-1, -1, {name: i for i, name in enumerate(one.values)}, width=len(one.values))
            flat = Grid(grid.name, [list(one.values.values())], [grid.numbers[one.row]], before=grid.before)
            state = State(
                flat,
                header,
                self._domain_above(Grid(grid.name, grid.rows[: one.row], []), Header(one.row, one.row, {})),
            )
            self._data(state, 0)


def told_anything(grid: Grid) -> bool:
    """Whether a grid holds enough text to have been meant as a table of the catalogue."""
    return sum(len(text) for row in grid.rows for text in rows.told(row)) > 20
