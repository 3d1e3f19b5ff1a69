"""An Office package read, changed in places and written again; and the proof that nothing covered is left in any part."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable

from lxml import etree

from publishing.inspection.office import LARGEST_PART, PARSER

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LEFT = "文件的其他部分（{}）里还有要遮盖的内容，自动遮盖不了：请在原文件里删除后重新上传。"
COPIES = {
    "pivotCache": "数据透视表",
    "externalLinks": "链接的工作簿",
    "embeddings": "嵌入的文件",
}  # whole tables again
PLACES = COPIES | {"customXml": "自定义数据", "charts": "图表", "diagrams": "图示", "_rels": "链接"}
NUMBER = re.compile(r"\d(?:[ -]?\d){5}")  # of a covered piece that is looked for in every part


class Unmaskable(Exception):
    """The file cannot be covered for sure; the message is a sentence for the person."""


class Piece:
    """A stretch of the text that came from one element; `write` puts its new words back."""

    def __init__(self, text: str, write: Callable[[str], None]) -> None:
        self.text, self.write = text, write


class Text:
    """The whole text of a file as the checks read it, each stretch bound to its place (or to none, as a tab is)."""

    def __init__(self) -> None:
        self.pieces: list[Piece | None] = []
        self.words: list[str] = []

    def add(self, text: str, write: Callable[[str], None] | None = None) -> None:
        self.words.append(text)
        self.pieces.append(Piece(text, write) if write else None)

    def cover(self, cover: Callable[[str], str]) -> list[str]:
        """Writes the covered text back to where it came from; what was covered, as it stood before."""
        before = "".join(self.words)
        after = cover(before)
        if len(after) != len(before):
            raise Unmaskable("遮盖前后的长度不同，没有改动文件。")
        at = 0
        for words, piece in zip(self.words, self.pieces, strict=True):
            now = after[at : at + len(words)]
            if piece and now != words:
                piece.write(now)
            at += len(words)
        return covered_pieces(before, after)


def links(text: Text, root) -> None:
    """Addresses that a link opens, such as mailto:, of a part of relations."""
    for link in root:
        if link.get("TargetMode") == "External":
            text.add(link.get("Target", ""), lambda _, link=link: link.set("Target", "about:blank"))
            text.add("\n")


def covered_pieces(before: str, after: str) -> list[str]:
    """The stretches that are different now, the ends of lines apart."""
    found, run = [], []
    for old, new in zip(before + "\n", after + "\n", strict=True):
        if old != new:
            run.append(old)
        elif run and not (old.isspace() and old != "\n"):
            found.append("".join(run))
            run = []
    return list(dict.fromkeys(found))


def trees(data: bytes, pattern: str) -> dict[str, etree._Element]:
    """{part: root} of the parts whose names match."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(pattern, name)]
        if any(package.getinfo(name).file_size > LARGEST_PART for name in names):
            raise Unmaskable("文件太大，不能自动遮盖：请在原文件里遮盖后重新上传。")
        return {name: etree.fromstring(package.read(name), etree.XMLParser(**PARSER)) for name in names}


def written(data: bytes, changed: dict[str, etree._Element], gone: Iterable[str]) -> bytes:
    """The package with these parts anew; Unmaskable where a covered piece still stands in any part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename in changed:
                root = changed[entry.filename]
                body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            _refuse_left(entry.filename, body, gone)
            new.writestr(zipfile.ZipInfo(entry.filename), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _refuse_left(name: str, body: bytes, gone: Iterable[str]) -> None:
    copied = gone and any(f"{part}/" in name for part in COPIES)
    if copied or any(piece.encode() in body for piece in gone if NUMBER.search(piece)):
        place = next((label for part, label in PLACES.items() if f"{part}/" in name), name)
        raise Unmaskable(LEFT.format(place))
