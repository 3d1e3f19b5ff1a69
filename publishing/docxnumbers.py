"""The automatic numbers of a Word file written out: 一、 / （一） / 第三条 / 1.2 / ①, as they stand on its pages."""

from contextlib import suppress

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

DIGITS = "零一二三四五六七八九"
CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional", "chineseLegalSimplified",
    "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand",
}  # fmt: skip
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
NONE = ("bullet", "none")


class Numbers:
    """Counts the entries of every list of one document, in the order in which they are asked for."""

    def __init__(self, document) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.restarts: dict[str, dict[int, int]] = {}
        self.counted: dict[str, dict[int, int]] = {}
        self.seen: set[tuple[str, int]] = set()
        found = [style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
        self.styles = {style.style_id: (style.name or "", _inherited(style)) for style in found}
        default = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        self.default = default.style_id if default is not None else ""
        with suppress(KeyError, NotImplementedError):  # a document without lists
            self._read(document.part.numbering_part.element)

    def _read(self, root) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            self.levels[_value(abstract, "w:abstractNumId")] = dict(
                map(_level, abstract.findall(qn("w:lvl")))
            )
        for number in root.findall(qn("w:num")):
            name, target = _value(number, "w:numId"), number.find(qn("w:abstractNumId"))
            self.lists[name] = _value(target, "w:val") if target is not None else ""
            for override in number.findall(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    self.restarts.setdefault(name, {})[_int(override, "w:ilvl", 0)] = _int(start, "w:val", 1)

    def style(self, paragraph) -> str:
        """The name of a paragraph's style; the names are looked up once for the document, not for every paragraph."""
        return self._style(paragraph)[0]

    def _style(self, paragraph) -> tuple[str, tuple]:
        return self.styles.get(paragraph._p.style or self.default, ("", (None, None)))

    def _place(self, paragraph) -> tuple[str, int]:
        """(list, level) of a paragraph: its own, or that of its style."""
        name, level = _properties(paragraph._p.pPr)
        if name is None:
            name, inherited = self._style(paragraph)[1]
            level = inherited if level is None else level
        return str(name or ""), level or 0

    def bulleted(self, paragraph) -> bool:
        """Whether Word draws a bullet before a paragraph."""
        name, level = self._place(paragraph)
        return self.levels.get(self.lists.get(name, ""), {}).get(level, ("",))[0] == "bullet"

    def before(self, paragraph) -> str:
        """The number before a paragraph; empty where it has none, or only a bullet."""
        name, level = self._place(paragraph)
        levels = self.levels.get(self.lists.get(name, ""), {})
        if level not in levels:
            return ""
        kind, pattern, start = levels[level]
        counted = self.counted.setdefault(self.lists[name], {})
        restart = self.restarts.get(name, {}).get(level)
        if restart is not None and (name, level) not in self.seen:
            counted[level] = restart
        else:
            counted[level] = counted[level] + 1 if level in counted else start
        self.seen.add((name, level))
        for deeper in [key for key in counted if key > level]:
            del counted[deeper]
        if kind in NONE:
            return ""
        for above in range(level + 1):
            form, _, first = levels.get(above, ("decimal", "", 1))
            pattern = pattern.replace(f"%{above + 1}", written(counted.get(above, first), form))
        return pattern


def written(number: int, kind: str) -> str:
    """A number as a list of that kind writes it; an unknown kind counts in digits."""
    if kind in CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (("" if tens == 1 else DIGITS[tens]) + "十" if tens else "") + (DIGITS[ones] if ones else "")
    if kind.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if kind.endswith("Letter") and 0 < number <= 26:
        return chr((65 if kind == "upperLetter" else 97) + number - 1)
    if kind.endswith("Roman") and 0 < number < 40:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _level(found) -> tuple[int, tuple[str, str, int]]:
    kind, pattern, start = (found.find(qn(name)) for name in ("w:numFmt", "w:lvlText", "w:start"))
    facts = (
        _value(kind, "w:val") if kind is not None else "decimal",
        _value(pattern, "w:val") if pattern is not None else "",
        _int(start, "w:val", 1) if start is not None else 1,
    )
    return _int(found, "w:ilvl", 0), facts


def _inherited(style) -> tuple[int | None, int | None]:
    """(list, level) that a style gives its paragraphs, from itself or from those it is based on."""
    name, level = None, None
    while style is not None and name is None:
        own = _properties(style.element.pPr)
        name, level = own[0], own[1] if level is None else level
        style = style.base_style
    return name, level


def _properties(properties) -> tuple[int | None, int | None]:
    found = properties.numPr if properties is not None else None
    if found is None:
        return None, None
    return (
        found.numId.val if found.numId is not None else None,
        found.ilvl.val if found.ilvl is not None else None,
    )


def _value(element, name: str) -> str:
    return element.get(qn(name)) or ""


def _int(element, name: str, default: int) -> int:
    value = _value(element, name)
    return int(value) if value.isascii() and value.isdigit() else default
