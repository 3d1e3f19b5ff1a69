"""Many records from a table: read, checked row by row, and written as drafts in one transaction."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from catalog.importing import documents, plaintext, spreadsheets, webpages
from catalog.importing.grid import Grid, Unreadable
from catalog.importing.safety import check_rows, check_size
from publishing import actions
from publishing.columns import for_kind
from publishing.models import Publication
from publishing.records import tables, values, world
from publishing.records.kinds import Record
from publishing.records.tables import ENDS_ON, Row
from publishing.records.values import day_of


def text_grids(data: bytes) -> list[Grid]:
    """A .csv or a pasted table, once for each mark that may stand between its cells; the right one has a head."""
    text = plaintext.decoded(data)
    return [_divided(text, mark) for mark in ("\t", ",", ";", "|")]


def _divided(text: str, mark: str) -> Grid:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise Unreadable("文件里的引号不成对，读不出表格。") from error
    check_rows(len(rows))
    return Grid("表", rows, list(range(1, len(rows) + 1)))


READERS = {
    "xlsx": spreadsheets.grids,
    "docx": documents.grids,
    "csv": text_grids,
    "html": webpages.grids,
    "htm": webpages.grids,
    "txt": text_grids,
}


@dataclass
class Checked:
    """One row: `problems` by heading; `known`: the address of the same record that is there already."""

    row: Row
    title: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)
    known: bool = False

    @property
    def good(self) -> bool:
        return not self.problems and not self.known


def rows_of(record: Record, name: str, data: bytes) -> list[Row]:
    """The rows of a file. Raises Unreadable with a sentence; macros, passwords and bombs are refused before."""
    check_size(len(data))
    extension = name.rpartition(".")[2].lower()
    if extension not in READERS:
        raise Unreadable("只能导入 .xlsx、.docx、.csv、.html 和 .txt 文件；带宏的请另存为 .xlsx。")
    return tables.read(record, READERS[extension](data))


def check(record: Record, rows: list[Row], agency, on: date) -> list[Checked]:
    """Every row with what is wrong with it, and whether the same record is in the agency's column already."""
    known = world.known(agency, on)
    there = _there(record, agency)
    seen: dict[tuple, int] = {}
    return [_checked(record, row, known, there, seen, on) for row in rows]


def _checked(record: Record, row: Row, known, there: set, seen: dict, on: date) -> Checked:
    found, problems = values.clean(record, row.raw, known)
    said = [(record.field(name).heading, sentence) for name, sentence in problems.items()]
    if sentence := _end_problem(record, row, found, on):
        said.append((ENDS_ON.label, sentence))
    checked = Checked(row, row.raw.get("number") or row.raw.get("name") or row.raw.get("year", ""), said)
    if not problems:
        key = _key(record, found)
        checked.title = record.title(found | {"body_name": known.names.get(found.get("body", ""), "")})
        checked.known = key in there
        if key in seen:
            said.append(("整行", f"和第 {seen[key]} 行是同一份"))
        seen.setdefault(key, row.number)
    return checked


def _end_problem(record: Record, row: Row, found: dict, on: date) -> str:
    text = row.raw.get("ends_on", "")
    if not text:
        return f"填写{ENDS_ON.label}" if record.wants_end or record.personal(found) else ""
    end = day_of(text)
    if end is None:
        return f"{ENDS_ON.label}“{text[:20]}”不是日期"
    return f"{ENDS_ON.label}已经过了" if end < on else ""


def _key(record: Record, found: dict) -> tuple:
    """What makes two rows the same record: the number and the party, the code of a project, kind, year and body."""
    names = (
        ("number", "party", "code", "sort", "year", "body")
        if record.wants_text
        else ("number", "party", "code")
    )
    return tuple(found.get(name, "") for name in names)


def _there(record: Record, agency) -> set[tuple]:
    held = Publication.objects.filter(agency=agency, record=record.name).exclude(state="withdrawn")
    return {_key(record, fields) for fields in held.values_list("fields", flat=True)}


@transaction.atomic
def bring_in(record: Record, rows: list[Row], actor: Actor, *, agency, at: datetime) -> list[Publication]:
    """Drafts of all rows that are right and not there already; the agency is locked, so that two imports do not double."""
    type(agency).objects.select_for_update().get(pk=agency.pk)
    column = for_kind(record.kind)
    good = [checked.row for checked in check(record, rows, agency, localdate(at)) if checked.good]
    return [
        actions.draft(
            actor,
            agency=agency,
            column=column,
            at=at,
            record=record.name,
            fields=row.raw,
            ends_on=day_of(row.raw.get("ends_on", "")),
            origin="table",
        )
        for row in good
    ]
