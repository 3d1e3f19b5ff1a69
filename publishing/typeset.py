"""Plain text of an official document -> paragraphs with the classes that a page and a letter give it.

Pure. What editors write, what a .docx gives and what an import brings is one paragraph a line; headings are
recognised from their numbers (一、 / （一） / 1. / （1）, 第一章, 第一条), the rest from its place.
"""

import re
from dataclasses import replace

from publishing import captured
from publishing.blocks import Block, Cell, Span, cut
from publishing.captured import ADDRESSEES, CHINESE, DAY, HAN, NUMBER, SUFFIX

CHAPTER = re.compile(rf"^第[{CHINESE}]+[编章节](?=[\s\u3000]|[{HAN}]|$)[^。，]{{0,40}}$")
CHAPTER_NUMBER = re.compile(rf"^(第[{CHINESE}]+[编章节])[\s\u3000]+")
ARTICLE = re.compile(rf"^(第[{CHINESE}\d]+条(?:之[{CHINESE}]+)?)[\s\u3000]*(.*)$")
LEVELS = (
    ("h1", re.compile(rf"^[{CHINESE}]{{1,4}}、")),
    ("h2", re.compile(rf"^[（(][{CHINESE}]{{1,4}}[）)]")),
    ("h3", re.compile(r"^\d{1,2}[.．、](?!\d)")),
    ("h4", re.compile(r"^[（(]\d{1,2}[）)]")),
)
GAP = r"[ \t\u3000]"
DATE = re.compile(rf"^{DAY}$")
PRINTED = re.compile(r"年\d{1,2}月\d{1,2}日印发$")
NOTE = re.compile(r"^[（(](?:此件|本文)[^）)]{2,40}[）)]$")
NUMBER_LINE = re.compile(rf"^(?:{NUMBER}(?:\s+[\d年月日.-]+)?|[（(]{NUMBER}[）)])$")
SIGNER = re.compile(rf"^(?:[{HAN}（）()、]{{2,60}}{SUFFIX}{GAP}+){{0,9}}[{HAN}（）()、]{{2,60}}{SUFFIX}$")
LISTED = re.compile(r"^\d{1,2}[.．、]\s*\S")
ADOPTED = re.compile(
    r"^[（(]?(?:《.{2,40}》)?.{0,4}\d{4}年\d{1,2}月\d{1,2}日(?:起?施行|.{4,}(?:通过|修正|修订|公布|发布|批准|施行))"
)
HISTORY = re.compile(r"(?:通过|修正|修订|公布|发布|批准|施行)[）)]?$")
ENDS = "。！？；：…”’）》〉】」.!?;:)"
BLANK = " \t\u3000"
SHORT = 42


def blocks(text: str, title: str = "", doc_number: str = "") -> list[Block]:
    """Paragraphs of a text in order; the lines at its head that only repeat title and number are left out."""
    lines = captured.lines(text, title)
    head = _repeated_head(lines, _key(title), _key(doc_number))
    return _finished(_joined(_tables(lines[head:])), title)


def arranged(found: list[Block], title: str = "", doc_number: str = "") -> list[Block]:
    """Blocks that an editor or a Word file gave, with the classes of an official document; headings stay what they were."""
    lines = [block.text for block in found[:6]]
    opening = next((n for n, block in enumerate(found[:6]) if block.kind in ("table", "img", "ul", "ol")), 6)
    head = _repeated_head(lines[:opening], _key(title), _key(doc_number))
    return _finished(found[head:], title)


def as_written(text: str) -> list[Block]:
    """The paragraphs of a plain text, nothing joined, dropped or set otherwise: what the editor opens."""
    lines = (line.strip(" \t\u3000\xa0") for line in text.splitlines())
    return _tables([line for line in lines if line])


def without_head(text: str, title: str) -> str:
    """A plain text without the lines at its head that only repeat its title, which stands above it already."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines[_repeated_head([line.strip() for line in lines], _key(title), "") :])


def _finished(found: list[Block], title: str) -> list[Block]:
    classified = _classify(found, _subject_key(title))
    return _with_anchors([_signed(_full_width(block)) for block in classified])


def _key(text: str) -> str:
    """What two spellings of a title or number have in common."""
    return re.sub(rf"[^{HAN}0-9A-Za-z]", "", text)


def _subject_key(title: str) -> str:
    """The document that a notice passes on: 关于印发《X》的通知 -> X."""
    match = re.search(r"(?:印发|发布|公布|转发)(.{4,80}?)》?的(?:通知|公告|决定|函)$", title)
    return _key(match[1]) if match else ""


def _repeated_head(lines: list[str], title: str, number: str) -> int:
    """How many lines at the head only repeat the letterhead, the number or the title (the page sets those itself)."""
    taken, seen, cut = "", 0, 0
    for line, below in zip(lines[:6], [*lines[1:7], ""], strict=False):
        key, seen = _key(line), seen + 1
        above = bool(SIGNER.match(line)) and bool(title) and _key(below) == title
        letterhead = (line.endswith("文件") or above) and len(line) < SHORT and not taken
        if letterhead or NUMBER_LINE.match(line) or (number and key == number):
            cut = seen
        elif title and len(key) > 3 and (_ends_alike(title, key) or title.startswith(taken + key)):
            taken += key
            cut = seen if _ends_alike(title, key) or taken == title else cut
        else:
            break
    return cut


def _ends_alike(title: str, key: str) -> bool:
    """江苏省政府办公厅关于印发… and 省政府办公厅关于印发… are one title."""
    return len(key) >= 0.8 * len(title) and (title.endswith(key) or key.endswith(title))


def _tables(lines: list[str]) -> list[Block]:
    """Lines of `| a | b |` gathered into table blocks; every other line a plain block."""
    found: list[Block] = []
    for line in lines:
        if not (line.startswith("|") and line.endswith("|") and len(line) > 2):
            found.append(Block("p", line))
            continue
        texts = [text.strip() for text in line.strip("|").split("|")]
        if all(re.fullmatch(r":?-{2,}:?", text) for text in texts):
            continue
        if found and found[-1].kind == "table":
            found[-1] = replace(found[-1], cells=(*found[-1].cells, _row(texts)))
        else:
            found.append(Block("table", cells=(_row(texts),)))
    return found


def _row(texts: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell(((Span(text),),) if text else ()) for text in texts)


def _joined(found: list[Block]) -> list[Block]:
    """A paragraph broken in the middle of a sentence by its capture is made whole."""
    whole: list[Block] = []
    for block in found:
        before = whole[-1] if whole else None
        if before and before.kind == block.kind == "p" and _broken(before.text, block.text):
            whole[-1] = replace(before, text=before.text + block.text)
        else:
            whole.append(block)
    return whole


def _broken(before: str, after: str) -> bool:
    if (
        _level(after)
        or DATE.match(after)
        or SIGNER.match(after)
        or ARTICLE.match(after)
        or CHAPTER.match(after)
    ):
        return False
    if ADOPTED.match(before) and HISTORY.search(before):
        return False
    if before[-1] in "，,、" and not re.match(r"^附件", before):
        return True
    return len(before) > SHORT and before[-1] not in ENDS and len(after) > 8 and not NOTE.match(after)


def _level(text: str) -> str:
    return next((name for name, pattern in LEVELS if pattern.match(text)), "")


def _classify(found: list[Block], subject: str) -> list[Block]:
    """Each block with its kind, from its own form and from the blocks beside it."""
    result: list[Block] = []
    for position, block in enumerate(found):
        after = found[position + 1].text if position + 1 < len(found) else ""
        known = block.kind != "p" or not block.text
        result.append(block if known else _dressed(block, _kind(block.text, after, result, subject)))
    return result


def _dressed(block: Block, found: Block) -> Block:
    """The spans of a paragraph go with the part of it that stands after the lead."""
    if not block.spans or not found.text:
        return found
    start = block.text.find(found.text, len(found.lead))
    spans = cut(block.spans, start, start + len(found.text))
    plain = len(spans) == 1 and not spans[0].marks and not spans[0].href
    return replace(found, spans=() if plain else spans)


def _kind(text: str, after: str, before: list[Block], subject: str) -> Block:
    for rule in (_closing, _numbered, _special):
        if found := rule(text, after, before, subject):
            return found
    return Block("p", text)


def _closing(text: str, after: str, before: list[Block], subject: str) -> Block | None:
    """Signature, date, notes below it, distribution list."""
    if DATE.match(text):
        return Block("ls", text)
    if NOTE.match(text):
        return Block("fz", text)
    if re.match(r"^(?:抄送|抄报|分送)[：:]", text) or PRINTED.search(text):
        return Block("bj", text)
    in_list = bool(before) and before[-1].kind == "bj"
    if in_list and PRINTED.search(after):
        return Block("bj", text)
    if SIGNER.match(text) and len(text) < 2 * SHORT and (DATE.match(after) or _signs(after)):
        return Block("ls", text)
    return None


def _signs(after: str) -> bool:
    """Several agencies sign one below the other."""
    return bool(after) and len(after) < 2 * SHORT and bool(SIGNER.match(after))


def _numbered(text: str, after: str, before: list[Block], subject: str) -> Block | None:
    """Chapters, articles and the four levels of headings; a heading that runs on keeps its first sentence as lead."""
    if CHAPTER.match(text):
        return Block("chapter", text)
    if before and before[-1].kind in ("fj", "fj-next") and LISTED.match(text) and len(text) <= 2 * SHORT:
        return Block("fj-next", text)
    if article := ARTICLE.match(text):
        return Block("article", article[2], lead=article[1])
    level = _level(text)
    if not level or (level != "h1" and _in_list(text, before)):
        return None
    alone = len(text) <= SHORT and text[-1] not in "；;，,：:" and "。" not in text[:-1]
    if alone and (level in ("h1", "h2") or text[-1] not in ENDS):
        return Block(level, text.rstrip("。") if level == "h1" else text)
    sentence = re.match(r"^(.{2,60}?。)(.+)$", text)
    if sentence and level in ("h1", "h2", "h3"):
        return Block(f"{level}-run", sentence[2], lead=sentence[1])
    return Block("p", text)


def _in_list(text: str, before: list[Block]) -> bool:
    """（一）…； items of an article, or of a sentence that ends with a colon, are no headings."""
    listed = bool(before) and (before[-1].text or before[-1].lead)[-1:] in tuple("：:；;")
    return listed or text[-1] in "；;" or any(block.kind == "article" for block in before)


def _special(text: str, after: str, before: list[Block], subject: str) -> Block | None:
    """Addressees, annexes, the title of the document passed on, the note on its adoption."""
    opening = all(block.kind in ("tz", "annex-title") for block in before)
    if opening and "。" not in text and ADDRESSEES.match(text):
        return Block("zs", text)
    if opening and len(text) < 400 and ADOPTED.match(text):
        return Block("tz", text)
    if re.match(r"^附\s*(?:件|录|表)\s*\d*$", text):
        return Block("annex", text)
    if re.match(r"^附\s*件\s*\d*\s*[：:]", text):
        return Block("fj", text)
    short = len(text) < SHORT and text[-1] not in ENDS + "，,、"
    if subject and short and _key(text).endswith(subject[-min(len(subject), 12) :]) and before:
        return Block("annex-title", text)
    if short and before and before[-1].kind in ("fz", "annex"):
        return Block("annex-title", text)
    return None


def _signed(block: Block) -> Block:
    """Agencies that sign side by side stand two characters apart (GB/T 9704)."""
    if block.kind != "ls":
        return block
    apart = tuple(
        replace(s, text=re.sub(f"(?<=\\S){GAP}+(?=\\S)", "\u3000\u3000", s.text)) for s in block.content
    )
    return replace(block, text="".join(s.text for s in apart), spans=apart if block.spans else ())


def _full_width(block: Block) -> Block:
    """Half-width punctuation between Chinese characters set full width (GB/T 15834); the stored text stays as it came."""
    return replace(
        block,
        text=full_width(block.text),
        lead=full_width(block.lead),
        cells=tuple(tuple(_full_width_cell(cell) for cell in row) for row in block.cells),
        spans=_full_width_spans(block.spans),
    )


def _full_width_cell(cell: Cell) -> Cell:
    return replace(cell, lines=tuple(_full_width_spans(line) for line in cell.lines))


def _full_width_spans(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(replace(span, text=full_width(span.text)) for span in spans)


def full_width(text: str) -> str:
    """`,;:()` beside Chinese characters as `，；：（）`."""
    near = rf"[{HAN}“”《》（）〔〕、。]"
    for half, full in ((",", "，"), (";", "；"), (":", "：")):
        text = re.sub(rf"(?<={near}){half}\s?|{half}(?={near})", full, text)
    text = re.sub(rf"\((?=[^()]{{0,60}}[{HAN}])([^()]{{1,200}})\)", r"（\1）", text)
    return _spaced(text)


def _spaced(text: str) -> str:
    """Blanks that a capture left inside a running sentence go; those that part a number, names or labels stay."""
    if chapter := CHAPTER_NUMBER.match(text):
        return f"{chapter[1]}\u3000{text[chapter.end() :].strip(BLANK)}".rstrip(BLANK)
    if len(text) <= SHORT or text[-1] not in ENDS or ARTICLE.match(text):
        return text
    return re.sub(rf"(?<=[{HAN}，。；：])[ \t]+(?=[{HAN}《“])(?![{HAN}]{{2,8}}：)", "", text)


def _with_anchors(found: list[Block]) -> list[Block]:
    numbered = 0
    result = []
    for block in found:
        if block.kind in ("h1", "h1-run", "chapter"):
            numbered += 1
            block = replace(block, anchor=f"s{numbered}")
        result.append(block)
    return result
