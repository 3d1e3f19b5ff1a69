"""Tables handed out as .csv: a spreadsheet takes no cell for a formula, and the long ones need no memory of their length."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

MARK = "\ufeff"  # spreadsheets need it to read UTF-8
AT_ONCE = 200  # rows of a piece: a piece a row would cost the server more than the row itself
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPE = "text/csv; charset=utf-8"


def harmless(value: Any) -> str:
    """A cell as text; a text that starts like a formula gets an apostrophe, a number stays a number."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, int | float) else text


def whole(name: str, head: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """The file `name` of a table that is short by its nature."""
    return _named(HttpResponse(lines(head, rows), content_type=TYPE), name)


def streamed(name: str, head: Sequence[str], rows: Iterable[Sequence]) -> StreamingHttpResponse:
    """The file `name` of a table of any length: sent while it is read."""
    return _named(StreamingHttpResponse(lines(head, rows), content_type=TYPE), name)


def _named(response, name: str):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(head: Sequence[str], rows: Iterable[Sequence]) -> Iterator[str]:
    """The table in pieces, the mark before the first."""
    writer = csv.writer(_Echo())
    written = (writer.writerow([harmless(value) for value in row]) for row in rows)
    return pieces(MARK + writer.writerow(head), written)


def pieces(head: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines behind the head, AT_ONCE at a time."""
    piece = [head]
    for line in lines:
        piece.append(line)
        if len(piece) >= AT_ONCE:
            yield "".join(piece)
            piece = []
    yield "".join(piece)
