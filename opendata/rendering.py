"""Lists as CSV, streamed row by row; JSON is DRF's own."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from rest_framework.renderers import BaseRenderer

BOM = "\ufeff"  # spreadsheets need it to read UTF-8
AT_ONCE = 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CSVRenderer(BaseRenderer):
    """Names the format for `?format=csv`; lists stream by `stream`, what remains (an error) is JSON text."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type=None, renderer_context=None) -> str:
        return json.dumps(data, ensure_ascii=False)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def stream(columns: list[str], rows: Iterable[dict], name: str) -> StreamingHttpResponse:
    """A CSV answer of any length in constant memory; `name` is the file's name without its ending."""
    response = StreamingHttpResponse(lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def lines(columns: list[str], rows: Iterable[dict]) -> Iterator[str]:
    """The CSV in pieces of AT_ONCE rows: a piece a row would cost the server more than the row itself."""
    writer, piece = csv.writer(_Echo()), [BOM]
    piece.append(writer.writerow(columns))
    for row in rows:
        piece.append(writer.writerow([cell(row.get(column)) for column in columns]))
        if len(piece) >= AT_ONCE:
            yield "".join(piece)
            piece = []
    yield "".join(piece)


def cell(value: Any) -> str:
    """A value as text: lists of words joined, objects as JSON, a formula defused with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        text = "；".join(value)
    elif isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    else:
        text = str(value)
    return "'" + text if text.startswith(FORMULA) and not isinstance(value, int | float) else text
