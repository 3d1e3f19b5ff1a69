"""Reads a file of any kind that is taken, by its extension, into items and flags. No database."""

from collections.abc import Callable

from catalog.importing import documents, plaintext, spreadsheets, webpages
from catalog.importing.domains import Domains
from catalog.importing.grid import Grid, Unreadable
from catalog.importing.items import Reading
from catalog.importing.safety import check_size
from catalog.importing.tables import Tables

READERS: dict[str, Callable[[bytes], list[Grid]]] = {
    "xlsx": spreadsheets.grids,
    "docx": documents.grids,
    "csv": plaintext.csv_grids,
    "html": webpages.grids,
    "htm": webpages.grids,
    "txt": plaintext.text_grids,
}
_MACROS = {"xlsm", "xltm", "docm", "dotm", "xlsb"}


def read(name: str, data: bytes, domains: Domains, domain: str = "") -> Reading:
    """Items, flags and the number of rows of a file. Raises Unreadable with a sentence.

    `domain`: the domain that all items are taken to belong to; "" to find it in the file.
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    check_size(len(data))
    if extension in _MACROS:
        raise Unreadable("带宏的文件不能导入。请另存为 .xlsx 或 .docx 后再试。")
    if extension not in READERS:
        raise Unreadable("只能导入 .xlsx、.docx、.csv、.html 和 .txt 文件。")
    found = READERS[extension](data)
    if not found:
        raise Unreadable("文件里没有表格。")
    reading = Tables(domains, domain, name.rpartition(".")[0]).read(found)
    if not reading.items and not reading.flags:
        raise Unreadable("没有找到目录表格：要有“公开事项”“公开内容”等表头。")
    return reading
