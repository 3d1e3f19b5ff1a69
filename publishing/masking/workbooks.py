"""An .xlsx covered in place: styles, widths and merged cells stay; a covered number becomes a text, a formula its last value."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from publishing.inspection.office import S, cells
from publishing.masking.package import SPACE, Text, links, trees, written

SHEETS = r"xl/worksheets/[^/]+\.xml"
NOTES = r"xl/(?:threadedComments/[^/]+|comments[^/]*|comments/[^/]+)\.xml"
RELS = r"xl/worksheets/_rels/[^/]+\.rels"
STRINGS = "xl/sharedStrings.xml"


def workbooks(data: bytes, cover: Callable[[str], str]) -> bytes:
    """All cells of all sheets, also hidden ones, comments and mail links."""
    roots = trees(data, f"{SHEETS}|{NOTES}|{RELS}|{STRINGS}")
    shared = list(roots[STRINGS].iter(f"{S}si")) if STRINGS in roots else []
    text = Text()
    for name, root in roots.items():
        if name.startswith("xl/worksheets/_rels/"):
            links(text, root)
        elif name.startswith("xl/worksheets/"):
            _sheet(text, root, shared)
        elif name != STRINGS:
            _notes(text, root)
    gone = text.cover(cover)
    _forget(roots, shared)
    return written(data, roots, gone)


def _sheet(text: Text, root, shared: list) -> None:
    """A row a line, an empty cell for each that is missing; as the checks read it (inspection.office)."""
    for row in root.iter(f"{S}row"):
        for gap, cell in cells(row):
            text.add(gap)
            _cell(text, cell, shared)
        text.add("\n")


def _cell(text: Text, cell, shared: list) -> None:
    """The words of a cell, written back run by run into the cell itself: a shared string may belong to others too."""
    kind, value = cell.get("t"), cell.findtext(f"{S}v") or ""
    if kind == "inlineStr":
        source = cell.find(f"{S}is")
    elif kind == "s" and value.isdigit() and int(value) < len(shared):
        source = shared[int(value)]
    else:
        words = value.removesuffix(".0")
        text.add(words, lambda now: _becomes_text(cell, [now], None))
        return
    runs = [t for t in source.iter(f"{S}t") if t.getparent().tag != f"{S}rPh"] if source is not None else []
    words = [run.text or "" for run in runs]

    def writer(place: int) -> Callable[[str], None]:
        def write(now: str) -> None:
            words[place] = now
            _becomes_text(cell, words, source)

        return write

    for place, run in enumerate(words):
        text.add(run, writer(place))


def _becomes_text(cell, words: list[str], source) -> None:
    """An inline string with the runs (and their look) of its source; a formula would compute the value again, so it goes."""
    inline = etree.Element(f"{S}is") if source is None else deepcopy(source)
    inline.tag = f"{S}is"
    for phonetic in inline.findall(f"{S}rPh"):
        inline.remove(phonetic)
    if source is None:
        etree.SubElement(inline, f"{S}t")
    for run, now in zip(inline.iter(f"{S}t"), words, strict=True):
        run.text = now
        run.set(SPACE, "preserve")
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    cell.append(inline)


def _notes(text: Text, root) -> None:
    for element in root.iter():
        if element.text and element.text.strip():
            text.add(element.text, lambda now, element=element: setattr(element, "text", now))
            text.add("\n")


def _forget(roots: dict, shared: list) -> None:
    """Empties shared strings that no cell shows any more: the words that were covered stood there."""
    used = {
        int(cell.findtext(f"{S}v") or -1)
        for name, root in roots.items()
        if name.startswith("xl/worksheets/") and not name.endswith(".rels")
        for cell in root.iter(f"{S}c")
        if cell.get("t") == "s"
    }
    for number, item in enumerate(shared):
        if number not in used:
            for child in list(item):
                item.remove(child)
            etree.SubElement(item, f"{S}t").text = ""
