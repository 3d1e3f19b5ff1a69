"""A .docx covered in place: every run keeps its look, also where a number is split over several runs."""

from collections.abc import Callable

from publishing.inspection.office import W
from publishing.masking.package import SPACE, Text, links, trees, written

PARTS = r"word/[a-zA-Z]+\d*\.xml|word/_rels/[a-zA-Z]+\d*\.xml\.rels"


def documents(data: bytes, cover: Callable[[str], str]) -> bytes:
    """Body, headers, footnotes, comments, deleted text, field codes and mail links."""
    roots = trees(data, PARTS)
    text = Text()
    for name, root in roots.items():
        if name.endswith(".rels"):
            links(text, root)
        else:
            _part(text, root)
    gone = text.cover(cover)
    return written(data, roots, gone)


def _part(text: Text, root) -> None:
    """One paragraph, or one row of a table, a line; as the checks read it (inspection.office)."""
    for element in root.iter(f"{W}p", f"{W}tr"):
        if element.tag == f"{W}tr":
            for number, cell in enumerate(element.findall(f"{W}tc")):
                text.add("\t" if number else "")
                _words(text, cell)
        elif not any(above.tag == f"{W}tc" for above in element.iterancestors()):
            _words(text, element)
        text.add("\n")
    for code in root.iter(f"{W}instrText"):
        _bind(text, code)
        text.add("\n")


def _words(text: Text, element) -> None:
    first = True
    for found in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}p"):
        if found.tag in (f"{W}t", f"{W}delText"):
            _bind(text, found)
        elif not first:
            text.add(" ")
        first = False


def _bind(text: Text, element) -> None:
    """Words that are read twice (a table within a cell, a text box) stay covered when either reading covers them."""

    def write(words: str) -> None:
        element.text = "".join(
            "*" if "*" in pair else pair[0] for pair in zip(words, element.text, strict=True)
        )
        element.set(SPACE, "preserve")

    if element.text:
        text.add(element.text, write)
