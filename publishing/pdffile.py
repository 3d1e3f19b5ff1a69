"""A publication as a PDF to download: A4, margins and type sizes of GB/T 9704, set by typst; no call outside."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import typst

from publishing.blocks import LIST_MARKS, Block, Span, headings, placed, to_fill_in, width
from publishing.characters import printable
from publishing.layout import spaced

EMPTY: Mapping[str, bytes] = MappingProxyType({})
# The first of these that the machine has; a Chinese government machine has 仿宋, Debian has Noto.
FANG = ("FangSong", "仿宋", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC", "Noto Sans CJK SC")
SONG = ("FZXiaoBiaoSong-B05S", "STZhongsong", "SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC")
HEI = ("SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Noto Serif CJK SC")
KAI = ("KaiTi", "楷体", "KaiTi_GB2312", "STKaiti", "Noto Serif CJK SC", "Noto Sans CJK SC")

SOURCE = """
#let given = json(bytes(sys.inputs.given))
#let fonts = json(bytes(sys.inputs.fonts))
#set document(title: given.title, date: none)
#set page(paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm),
  footer: context align(center, text(size: 14pt)[— #counter(page).display() —]))
#set text(font: fonts.fang, size: 16pt, lang: "zh", region: "cn", cjk-latin-spacing: none,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: 12pt, spacing: 12pt, justify: true)
#let lead(each) = {
  if each.kind in ("h1-run", "article") { text(font: fonts.hei, each.lead) }
  else if each.kind == "h2-run" { text(font: fonts.kai, each.lead) }
  else { strong(each.lead) }
  if each.kind == "article" { h(1em) }
}
#let words(spans) = for each in spans {
  let shown = text(each.text)
  if "strong" in each.marks { shown = strong(shown) }
  if "em" in each.marks { shown = emph(shown) }
  if "sup" in each.marks { shown = super(shown) }
  if "sub" in each.marks { shown = sub(shown) }
  if each.href != "" { link(each.href, shown) } else { shown }
}
#for line in given.lines { align(center, text(font: fonts.song, size: 22pt, weight: "bold", line)) }
#if given.number != "" { v(4pt); align(center, given.number) }
#v(12pt)
#let cell(c) = table.cell(x: c.x, y: c.y, colspan: c.columns, rowspan: c.rows, align: if c.heads { center + horizon } else { horizon }, {
  if c.tall and c.lines.len() == 0 { box(width: 0pt, height: 9mm) }
  for (n, line) in c.lines.enumerate() { if n > 0 { linebreak() }; if c.heads { strong(words(line)) } else { words(line) } }
})
#for each in given.blocks {
  if each.page { pagebreak(weak: true) }
  if each.kind == "bj" and each.lines > 0 { v(1fr); line(length: 100%, stroke: 0.5pt) } else if each.lines > 0 { v(each.lines * 28pt) }
  if each.kind == "table" {
    set text(size: 12pt)
    set par(leading: 6pt, justify: false)
    let heads = each.cells.filter(c => c.y < each.deep).map(cell)
    table(columns: (1fr,) * each.columns, stroke: 0.5pt, inset: 5pt,
      ..if heads.len() > 0 { (table.header(..heads),) } else { () },
      ..each.cells.filter(c => c.y >= each.deep).map(cell))
  } else if each.kind == "img" {
    align(center, if each.file == "" [［图：#each.text］] else { block(image(each.file, alt: each.text)) })
  } else if each.kind in ("chapter", "tz", "annex-title") {
    let font = if each.kind == "chapter" { fonts.hei } else if each.kind == "tz" { fonts.kai } else { fonts.song }
    align(center, text(font: font, size: if each.kind == "annex-title" { 22pt } else { 16pt }, words(each.spans)))
  } else if each.kind == "ls" {
    align(right, block(sticky: each.sticks, words(each.spans) + h(4em)))
  } else if each.kind == "fj-next" {
    pad(left: 5em, par(words(each.spans)))
  } else if each.kind in ("zs", "annex", "bj") {
    par(text(font: if each.kind == "annex" { fonts.hei } else { fonts.fang }, words(each.spans)))
  } else {
    let font = if each.kind == "h1" { fonts.hei } else if each.kind == "h2" { fonts.kai } else { fonts.fang }
    par(first-line-indent: (amount: 2em, all: true), text(font: font)[#if each.lead != "" { lead(each) }#each.mark#words(each.spans)])
  }
}
"""


@cache
def _families() -> frozenset[str]:
    return frozenset(typst.Fonts().families())


def _found(wanted: tuple[str, ...]) -> list[str]:
    return [name for name in wanted if name in _families()]


def can_write() -> bool:
    """Whether the machine has a Chinese font; without one only .docx and the page are offered."""
    return bool(_found(FANG))


def write(
    title_lines: list[str], doc_number: str, blocks: list[Block], pictures: Mapping[str, bytes] = EMPTY
) -> bytes:
    """The file's bytes. `blocks` as richtext.arranged gives them; `pictures` by their address in the text.

    Where a picture cannot be set, what the pictures show stands there in words.
    """
    try:
        return _set(title_lines, doc_number, blocks, pictures)
    except typst.TypstError:
        if not pictures:
            raise
        return _set(title_lines, doc_number, blocks, EMPTY)


def _set(
    title_lines: list[str], doc_number: str, blocks: list[Block], pictures: Mapping[str, bytes]
) -> bytes:
    files = {source: f"/picture{number}" for number, source in enumerate(pictures)}
    given = {
        "title": printable("".join(title_lines)),
        "lines": [printable(line) for line in title_lines],
        "number": printable(doc_number),
        "blocks": [_plain(block, files) | room._asdict() for block, room in spaced(blocks)],
    }
    fonts = {"fang": _found(FANG), "song": _found(SONG), "hei": _found(HEI), "kai": _found(KAI)}
    inputs = {"given": json.dumps(given, ensure_ascii=False), "fonts": json.dumps(fonts, ensure_ascii=False)}
    with TemporaryDirectory() as folder:
        for source, content in pictures.items():
            Path(f"{folder}{files[source]}").write_bytes(content)
        return typst.compile(SOURCE.encode(), root=folder, format="pdf", sys_inputs=inputs)


def _plain(block: Block, files: Mapping[str, str]) -> dict:
    """A block as typst reads it; every place of a table is named, so that rows of unequal length do no harm."""
    rows = block.grid
    tall = to_fill_in(rows)
    return {
        "kind": block.kind,
        "text": printable(block.text),
        "lead": printable(block.lead),
        "mark": LIST_MARKS.get(block.kind, "").format(block.anchor),
        "spans": _spans(block.content),
        "file": files.get(block.src, ""),
        "columns": width(rows),
        "deep": headings(rows),
        "cells": [
            {
                "x": column,
                "y": row,
                "columns": cell.columns,
                "rows": cell.rows,
                "lines": [*map(_spans, cell.lines)],
                "heads": cell.heads,
                "tall": row in tall,
            }
            for row, column, cell in placed(rows)
        ],
    }


def _spans(spans: Iterable[Span]) -> list[dict]:
    return [
        {"text": printable(span.text), "marks": span.marks, "href": span.href if "://" in span.href else ""}
        for span in spans
    ]
