"""Document numbers (发文字号) in every spelling people use, as three parts: issuer's code, year, serial."""

import re
import unicodedata
from dataclasses import dataclass

OPEN, CLOSE = r"〔\[［(（【﹝⟦「", r"〕\]］)）】﹞⟧」"
HAN = r"\u3400-\u9fff"
BRACKETED = re.compile(
    rf"(?P<prefix>[{HAN}A-Za-z·]{{0,24}}?)\s*[{OPEN}]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[{CLOSE}]\s*(?:第\s*)?(?P<serial>\d{{1,5}})\s*号?"
)
SPACED = re.compile(
    rf"^(?P<prefix>[{HAN}]{{0,24}}?)\s*(?P<year>(?:19|20)\d\d)\s*[-—－/年\s]\s*(?:第\s*)?(?P<serial>\d{{1,5}})\s*号?$"
)
ORDER = re.compile(rf"(?P<prefix>[{HAN}]{{2,24}}?令)\s*(?:第\s*)?(?P<serial>\d{{1,5}})\s*号")


@dataclass(frozen=True)
class Number:
    """prefix: issuer's code (国办发), may be empty in a search; year: None for orders (国务院令第711号)."""

    prefix: str
    year: int | None
    serial: int | None

    @property
    def text(self) -> str:
        """The official spelling: 国办发〔2017〕47号, no leading zeros, no 第 (GB/T 9704)."""
        if self.year is None:
            return f"{self.prefix}第{self.serial}号"
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


def parse(text: str) -> Number | None:
    """The first document number in a text, or None. `国办发[2017]47`, `(2017) 47号` and `2017 47` are understood."""
    text = _plain(text)
    if match := BRACKETED.search(text) or SPACED.match(text):
        return Number(match["prefix"], int(match["year"]), int(match["serial"]))
    if match := ORDER.search(text):
        return Number(match["prefix"], None, int(match["serial"]))
    return None


def normal(text: str) -> str:
    """The official spelling if the text is a number, else the text with blanks trimmed."""
    number = parse(text)
    return number.text if number and number.prefix else text.strip()


def _plain(text: str) -> str:
    """Full-width digits and letters made half-width, blanks inside dropped; brackets stay as they are."""
    text = "".join(unicodedata.normalize("NFKC", c) if c not in "〔〕﹝﹞【】" else c for c in text)
    return re.sub(r"[ \u3000\t]+", " ", text).strip()
