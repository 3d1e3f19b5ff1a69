"""Office files (OOXML): text, tracked changes, comments, hidden sheets, rows and columns, macros, embedded objects."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from publishing.inspection.inside import Inside

WIDEST = 200  # empty cells between two that hold something
LARGEST_PART = 60 * 1024 * 1024
PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def documents(data: bytes) -> Inside:
    """A .docx: every part with text, also headers, footnotes, comments and deleted text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        parts = [name for name in names if re.fullmatch(r"word/[a-zA-Z]+\d*\.xml", name)]
        trees = {name: root for name in parts if (root := tree(package, name)) is not None}
        lines = [line for name in parts if name in trees for line in _lines(trees[name])]
        found = [_changes(trees), _comments(trees, "word/comments"), _hidden_text(trees), *unseen(names)]
    return Inside("\n".join(lines), [sentence for sentence in found if sentence])


def tree(package: zipfile.ZipFile, name: str):
    """The root of one part; None where there is none. Raises ValueError for a part of absurd size."""
    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > LARGEST_PART:
        raise ValueError(f"{name} is too large")
    return etree.fromstring(package.read(name), etree.XMLParser(**PARSER))


def _lines(root) -> Iterator[str]:
    """One paragraph, or one row of a table, a line."""
    for element in root.iter(f"{W}p", f"{W}tr"):
        if element.tag == f"{W}tr":
            yield "\t".join(_words(cell) for cell in element.findall(f"{W}tc"))
        elif not any(above.tag == f"{W}tc" for above in element.iterancestors()):
            yield _words(element)


def _words(element) -> str:
    pieces = []
    for found in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}p"):
        if found.tag in (f"{W}t", f"{W}delText"):
            pieces.append(found.text or "")
        else:
            pieces.append(" ")
    return "".join(pieces).strip()


def _changes(trees: dict) -> str:
    kinds = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
    number = sum(1 for root in trees.values() for _ in root.iter(*kinds))
    return f"有 {number} 处修订痕迹没有接受或拒绝，公众能看到修改前的文字。" if number else ""


def _comments(trees: dict, prefix: str) -> str:
    number = sum(
        1 for name, root in trees.items() if name.startswith(prefix) for _ in root.iter(f"{W}comment")
    )
    return f"有 {number} 条批注没有删除。" if number else ""


def _hidden_text(trees: dict) -> str:
    number = sum(
        1
        for name, root in trees.items()
        if name not in ("word/styles.xml", "word/numbering.xml")
        for mark in root.iter(f"{W}vanish")
        if mark.get(f"{W}val") not in ("0", "false", "off")
    )
    return f"有 {number} 处隐藏文字。" if number else ""


def unseen(names: list[str]) -> list[str]:
    """Macros, embedded files and links to other files, which any kind of Office file may carry."""
    found = []
    if any(name.endswith("vbaProject.bin") for name in names):
        found.append("含有宏，请另存为不含宏的文件。")
    embedded = [name for name in names if "/embeddings/" in name]
    if embedded:
        found.append(f"嵌入了 {len(embedded)} 个其他文件，检查不到里面的内容。")
    if any("/externalLinks/" in name and name.endswith(".xml") for name in names):
        found.append("链接到其他工作簿，可能带出里面的数据。")
    return found


def workbooks(data: bytes) -> Inside:
    """An .xlsx: all cells of all sheets, also hidden ones; comments; hidden sheets, rows and columns by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        strings = _strings(tree(package, "xl/sharedStrings.xml"))
        lines, hidden = [], []
        for title, state, path in _sheets(package):
            root = tree(package, path)
            if root is None:
                continue
            lines += [title, *_rows(root, strings)]
            hidden += _hidden_parts(title, state, root)
        notes = [n for n in names if re.search(r"xl/(?:threadedComments/|comments)", n) and n.endswith("xml")]
        for name in notes:
            lines += ["".join(note.itertext()) for note in _notes(tree(package, name))]
        if notes:
            hidden.append("单元格里有批注没有删除。")
    return Inside("\n".join(lines), [*hidden, *unseen(names)])


def _notes(root):
    return [e for e in root.iter() if etree.QName(e).localname in ("comment", "threadedComment")]


def _strings(root) -> list[str]:
    if root is None:
        return []
    return ["".join(t.text or "" for t in item.iter(f"{S}t")) for item in root.iter(f"{S}si")]


def _sheets(package) -> list[tuple[str, str, str]]:
    """(name, state, part) of each sheet of the workbook."""
    book, links = tree(package, "xl/workbook.xml"), tree(package, "xl/_rels/workbook.xml.rels")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = []
    for sheet in book.iter(f"{S}sheet"):
        target = targets.get(sheet.get(f"{R}id"), "").lstrip("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        found.append((sheet.get("name", ""), sheet.get("state", "visible"), path))
    return found


def _rows(root, strings: list[str]) -> Iterator[str]:
    """A row a line; a cell that is missing is an empty one, so that columns stand under their headings."""
    for row in root.iter(f"{S}row"):
        yield "".join(gap + _cell(cell, strings) for gap, cell in cells(row))


def cells(row) -> Iterator[tuple[str, etree._Element]]:
    """(tabs that lead to it from the cell before, cell)"""
    at = -1
    for cell in row.iter(f"{S}c"):
        column = column_of(cell.get("r", ""), at + 1)
        yield "\t" * (column - max(at, 0)), cell
        at = column


def column_of(reference: str, least: int) -> int:
    """C5 -> 2 (from 0); never before `least`, and never more than WIDEST past it."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - 64
    return min(max(number - 1, least), least + WIDEST)


def _cell(cell, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{S}t"))
    value = cell.findtext(f"{S}v") or ""
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(strings):
        return strings[int(value)]
    return value.removesuffix(".0")


def _hidden_parts(title: str, state: str, root) -> list[str]:
    rows = sum(row.get("hidden") in ("1", "true") for row in root.iter(f"{S}row"))
    columns = sum(column.get("hidden") in ("1", "true") for column in root.iter(f"{S}col"))
    found = [f"工作表“{title}”是隐藏的。"] if state != "visible" else []
    if rows:
        found.append(f"工作表“{title}”有 {rows} 行是隐藏的。")
    if columns:
        found.append(f"工作表“{title}”有隐藏的列。")
    return found


def slides(data: bytes) -> Inside:
    """A .pptx: slides, notes and comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        parts = [n for n in names if re.fullmatch(r"ppt/(?:slides|notesSlides|comments)/[^/]+\.xml", n)]
        trees = {name: tree(package, name) for name in parts}
        lines = [
            "".join(t.text or "" for t in paragraph.iter(f"{A}t"))
            for root in trees.values()
            for paragraph in root.iter(f"{A}p")
        ]
        hidden = sum(root.get("show") == "0" for root in trees.values())
        found = [
            f"有 {hidden} 张隐藏的幻灯片。" if hidden else "",
            "幻灯片带有备注。" if any("notesSlides" in name for name in parts) else "",
            "幻灯片里有批注没有删除。" if any("comments" in name for name in parts) else "",
            *unseen(names),
        ]
    return Inside("\n".join(lines), [sentence for sentence in found if sentence])
