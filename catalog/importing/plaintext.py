"""Tables as text: .csv, and pasted .txt with tabs, bars or names and values."""

import csv
import io
import re

from catalog.importing.cells import joined
from catalog.importing.grid import Grid, Unreadable
from catalog.importing.headers import is_header, known
from catalog.importing.safety import check_rows

DELIMITERS = (",", "\t", ";", "|", "，")
BARS = re.compile(r"[|｜│┃]")
_RULE = re.compile(r"^[\s|+:\-=─━┼├┤┌┐└┘┬┴│]+$")
_PAIR = re.compile(r"^\s*([^:：]{2,14})[:：]\s*(.*)$")


def decoded(data: bytes, named: str = "") -> str:
    """Text by its byte order mark, its own claim, UTF-8 or GB18030. Raises Unreadable for anything else."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(data, "utf-16")
    if b"\x00" in data[:4096]:
        raise Unreadable("这不是文本文件。")
    claims = (
        ["utf-8-sig", named, "gb18030"]
        if named.lower() in ("gb2312", "gbk", "gb18030", "")
        else [named, "utf-8-sig", "gb18030"]
    )
    for claim in filter(None, claims):
        try:
            return data.decode("gb18030" if claim.lower() in ("gb2312", "gbk") else claim)
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable("认不出文字编码。请另存为 UTF-8 后再试。")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("认不出文字编码。请另存为 UTF-8 后再试。") from error


def csv_grids(data: bytes) -> list[Grid]:
    """A .csv file: the delimiter is the one under which a header is found."""
    text = decoded(data)
    tried = [_csv(text, delimiter) for delimiter in DELIMITERS]
    best = next((grid for grid in tried if any(is_header(row) for row in grid.rows)), None)
    return [best or max(tried, key=lambda grid: grid.width)]


def _csv(text: str, delimiter: str) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, numbers = [], []
    try:
        for row in reader:
            rows.append(row)
            numbers.append(len(rows))
    except csv.Error as error:
        raise Unreadable("文件里的引号不成对，读不出表格。") from error
    check_rows(len(rows))
    return _squared("表1", rows, numbers)


def _squared(name: str, rows: list[list[str]], numbers: list[int]) -> Grid:
    """A grid whose short rows only lost empty cells at the end; where rows of data are shorter, it is ragged."""
    width = max((len(row) for row in rows if sum(bool(c.strip()) for c in row) > 2), default=0)
    short = [row for row in rows if 1 < len(row) < width and sum(bool(cell.strip()) for cell in row) > 1]
    if short and not all(is_header(row) or _is_title(row) for row in short):
        return Grid(name, rows, numbers, ragged=True)
    return Grid(name, [row + [""] * (width - len(row)) for row in rows], numbers)


def _is_title(row: list[str]) -> bool:
    return len({joined(cell) for cell in row if joined(cell)}) <= 1


def text_grids(data: bytes) -> list[Grid]:
    """Pasted text: tabs or bars between the cells, or "公开事项：…" line by line."""
    return lines_grid(decoded(data), "文本")


def lines_grid(text: str, name: str) -> list[Grid]:
    tabbed = _csv(text, "\t") if "\t" in text else None
    if tabbed and any(is_header(row) for row in tabbed.rows):
        return [Grid(name, tabbed.rows, tabbed.numbers, ragged=tabbed.ragged)]
    lines = text.splitlines()
    check_rows(len(lines))
    for split in (_bars, _blanks, _commas):
        rows, numbers = _split(lines, split)
        if any(is_header(row) for row in rows):
            return [Grid(name, rows, numbers, ragged=True)]
    pairs = [
        [match[1], match[2]] if (match := _PAIR.match(line)) and known(match[1]) else [line] for line in lines
    ]
    return [Grid(name, pairs, list(range(1, len(lines) + 1)), ragged=True)] if any(lines) else []


def _split(lines: list[str], split) -> tuple[list[list[str]], list[int]]:
    """Cells of every line; lines of dashes between rows and empty lines are left out."""
    told = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not _RULE.match(line)]
    return [split(line) for _, line in told], [number for number, _ in told]


def _bars(line: str) -> list[str]:
    cells = [cell.strip() for cell in BARS.split(line.strip())]
    framed = BARS.match(line.strip())
    return (
        cells[1:-1]
        if framed and len(cells) > 2 and not cells[-1]
        else cells[1:]
        if framed and len(cells) > 1
        else cells
    )


def _blanks(line: str) -> list[str]:
    return re.split(r"[ \u3000]{2,}", line.strip())


def _commas(line: str) -> list[str]:
    return next(csv.reader([line.replace("，", ",")]), [])
