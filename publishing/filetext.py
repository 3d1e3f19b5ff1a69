"""The words in a file: .pdf, .docx and .xlsx, for the search (pure: a path in, text out).

Bounded: a file of thousands of pages gives its first LONGEST characters, a zip bomb is refused before it is unpacked.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from docx.table import Table

LONGEST = 200_000  # characters
PAGES = 400
UNPACKED = 200_000_000  # bytes of all parts of an Office file


class Unreadable(Exception):
    """The file is broken, locked with a password, or not what its name says."""


def words(path: Path, extension: str) -> str:
    """The text of a file, one paragraph, row or line each line; "" for other kinds and for scans. Raises Unreadable."""
    read = READERS.get(extension)
    if read is None:
        return ""
    try:
        return _taken(read(path))
    except Exception as problem:  # whatever a damaged file does to its reader, it is only unreadable
        raise Unreadable(f"{type(problem).__name__}: {problem}"[:300]) from problem


def _taken(lines: Iterator[str]) -> str:
    found, size = [], 0
    for line in lines:
        line = " ".join(line.split())
        if line:
            found.append(line.replace("\0", ""))
            size += len(line) + 1
        if size >= LONGEST:
            break
    return "\n".join(found)[:LONGEST]


def _pdf(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(len(document), PAGES)):
            page = document[number]
            text = page.get_textpage()
            yield from text.get_text_range().splitlines()
            text.close()
            page.close()


def _docx(path: Path) -> Iterator[str]:
    _refuse_bomb(path)
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " ".join(dict.fromkeys(cell.text for cell in row.cells))
        else:
            yield block.text


def _xlsx(path: Path) -> Iterator[str]:
    _refuse_bomb(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title
                for row in sheet.iter_rows(values_only=True):
                    yield " ".join(str(value) for value in row if value is not None)
    finally:
        book.close()


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED:
            raise ValueError("unpacked too large")


READERS = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx}
