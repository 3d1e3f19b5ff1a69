"""Lists as CSV, JSON Lines and .xlsx, of any length in constant memory; JSON is DRF's own."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import xlsxwriter
from django.http import StreamingHttpResponse
from rest_framework.renderers import BaseRenderer
from rest_framework.utils.encoders import JSONEncoder

from catalog import csvfiles

PIECE = 64 * 1024  # bytes
MOST_ROWS = 1_048_575  # of a sheet, below its head
MOST_CHARACTERS = 32_767  # of a cell
PLAIN = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class Export(BaseRenderer):
    """Names a format for `?format=`; lists stream by `export`, and errors are JSON (views.base)."""

    charset = "utf-8"

    def render(self, data: Any, accepted_media_type=None, renderer_context=None) -> str:
        return json.dumps(data, ensure_ascii=False, cls=JSONEncoder)


class CSVRenderer(Export):
    media_type = "text/csv"
    format = "csv"


class LinesRenderer(Export):
    """One JSON object a line."""

    media_type = "application/jsonl"
    format = "jsonl"


class WorkbookRenderer(Export):
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None


def export(format: str, columns: list[str], rows: Iterable[dict], name: str) -> StreamingHttpResponse:
    """An answer of any length; `name` is the file's name without its ending."""
    write, content_type = FORMATS[format]
    response = StreamingHttpResponse(write(columns, rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response


def csv_lines(columns: list[str], rows: Iterable[dict]) -> Iterator[str]:
    return csvfiles.lines(columns, ([number_or_text(row.get(column)) for column in columns] for row in rows))


def json_lines(columns: list[str], rows: Iterable[dict]) -> Iterator[str]:
    lines = (json.dumps(dict(row), ensure_ascii=False, cls=JSONEncoder) + "\n" for row in rows)
    return csvfiles.pieces("", lines)


def workbook(columns: list[str], rows: Iterable[dict]) -> Iterator[bytes]:
    """Written row by row into a file of our own, which is sent when it is whole: a zip has its directory at the end."""
    with tempfile.TemporaryFile() as file:
        _write_sheet(file, columns, rows)
        file.seek(0)
        yield from iter(lambda: file.read(PIECE), b"")


def _write_sheet(file: BinaryIO, columns: list[str], rows: Iterable[dict]) -> None:
    """Every text is written as a text: nothing in it is taken for a formula or a link."""
    with xlsxwriter.Workbook(file, PLAIN) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, columns)
        for number, row in zip(range(1, MOST_ROWS + 1), rows, strict=False):
            for place, column in enumerate(columns):
                value = number_or_text(row.get(column))
                if not isinstance(value, str):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value[:MOST_CHARACTERS])


FORMATS: dict[str, tuple[Callable, str]] = {
    "csv": (csv_lines, csvfiles.TYPE),
    "jsonl": (json_lines, "application/jsonl; charset=utf-8"),
    "xlsx": (workbook, WorkbookRenderer.media_type),
}


def cell(value: Any) -> str:
    """A value as text: lists of words joined, objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return "；".join(value)
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def number_or_text(value: Any) -> int | float | str:
    """The same, where a number may stay one."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else cell(value)
