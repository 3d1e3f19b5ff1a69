"""From what was typed or stood in a cell to real values, with a sentence for each that cannot be. Pure.

Values are kept as JSON: texts, numbers, dates as 2026-03-05, the code of a choice, the code of an agency.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from agencies.creditcodes import compact
from publishing import personal
from publishing.characters import printable
from publishing.records.kinds import AGENCY, CHOICE, DATE, LONG, NATURAL, NUMBER, TEXT, Field, Record

MASKS = "某*＊×○"
DAY = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]0{1,2}:00(?::00)?)?$")
DECIMALS = 4
UNSAID = "个人信息，不列出"


@dataclass(frozen=True)
class Known:
    """What the check needs of the world: agencies by every name, their names by code, whose record it is, the day."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    own: str
    on: date


class Wrong(Exception):
    """A value that cannot be; the message is a sentence."""


def clean(record: Record, raw: Mapping, known: Known) -> tuple[dict, dict[str, str]]:
    """(values, {field name: sentence}) of one record; empty values are left out. The values hold only when nothing is wrong."""
    values, problems = {}, {}
    for field in record.fields:
        try:
            value = _read(field, raw.get(field.name), known)
        except Wrong as wrong:
            problems[field.name] = str(wrong)
            continue
        if value not in (None, ""):
            values[field.name] = value
        elif field.required:
            problems[field.name] = f"{'选择' if field.type in (CHOICE, AGENCY) else '填写'}{field.label}"
    if not problems:
        values |= _settled(record, values, known)
        problems = record.check(values) | _too_late(record, values, known.on)
    return values, problems


def _settled(record: Record, values: dict, known: Known) -> dict:
    """What follows from the rest: the own agency where none was named, a natural person's name masked."""
    found = {
        field.name: known.own for field in record.fields if field.type == AGENCY and field.name not in values
    }
    if values.get("credit_code"):
        found["credit_code"] = compact(values["credit_code"])
    if values.get("party_kind") == NATURAL:
        found["party"] = masked(values["party"])
    return found


def _too_late(record: Record, values: Mapping, on: date) -> dict[str, str]:
    late = values.get(record.dated, "") > on.isoformat()
    return {record.dated: f"{record.field(record.dated).label}不能晚于今天"} if late else {}


def masked(name: str) -> str:
    """A natural person's name as it is shown: the family name, and 某 for the rest (个人信息保护法 73: de-identified)."""
    name = "".join(name.split())
    if any(mark in name for mark in MASKS) or len(name) < 2:
        return name
    if not all("\u4e00" <= c <= "\u9fff" for c in name):
        return name[0] + "*" * (len(name) - 1)
    family = personal.surname(name)
    return name[:family] + "某" * (len(name) - family)


def _read(field: Field, raw, known: Known):
    if raw is None:
        return None
    if isinstance(raw, date):
        raw = raw.isoformat()
    text = printable(str(raw)).strip()
    return READERS[field.type](field, text, known) if text else None


def _text(field: Field, text: str, known: Known) -> str:
    text = " ".join(text.split()) if field.type == TEXT else text.replace("\r\n", "\n")
    if len(text) > field.most:
        raise Wrong(f"{field.label}最多 {field.most} 字，现在是 {len(text)} 字")
    return text


def day_of(text: str) -> date | None:
    """The day that a cell holds in any of the usual spellings; None where it holds none of 1949 to 2999."""
    found = DAY.match(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day and 1949 <= day.year <= 2999 else None


def _date(field: Field, text: str, known: Known) -> str:
    day = day_of(text)
    if day is None:
        raise Wrong(f"{field.label}“{text[:20]}”不是日期，按“2026-03-05”的样子填写")
    return day.isoformat()


def _number(field: Field, text: str, known: Known) -> int | float:
    bare = re.sub(r"[,，\s]", "", text).removesuffix("元").removesuffix("万") if field.unit else text
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise Wrong(f"{field.label}“{text[:20]}”不是数字") from None
    if text.endswith("元") and not text.endswith("万元"):
        raise Wrong(f"{field.label}按{field.unit}填写，不写“元”")
    if not number.is_finite() or not 0 <= number <= field.most:
        raise Wrong(f"{field.label}要在 0 到 {field.most} 之间")
    if field.whole and number != int(number):
        raise Wrong(f"{field.label}要填整数")
    if number != round(number, DECIMALS):
        raise Wrong(f"{field.label}最多 {DECIMALS} 位小数")
    return int(number) if number == int(number) else float(number)


def _choice(field: Field, text: str, known: Known) -> str:
    for code, label in field.choices:
        if text in (code, label) or (len(text) > 1 and text in re.split("[、及]", label)):
            return code
    labels = "；".join(label for _, label in field.choices)
    raise Wrong(f"{field.label}“{text[:20]}”不在可选的里面：{labels}")


def _agency(field: Field, text: str, known: Known) -> str:
    code = known.codes.get(text)
    if code is None:
        raise Wrong(f"{field.label}“{text[:20]}”不是本平台的机关，写全称、简称或者代码")
    return code


READERS = {TEXT: _text, LONG: _text, DATE: _date, NUMBER: _number, CHOICE: _choice, AGENCY: _agency}


def shown(field: Field, value, names: Mapping[str, str]) -> str:
    """A value as people read it: 2026年3月5日, 3.5万元, the words of a choice, the name of an agency."""
    if value in (None, ""):
        return ""
    if field.type == DATE:
        year, month, day = map(int, value.split("-"))
        return f"{year}年{month}月{day}日"
    if field.type == CHOICE:
        return dict(field.choices).get(value, value)
    if field.type == AGENCY:
        return names.get(value, value)
    if field.type == NUMBER:
        return f"{value if field.whole else f'{value:,}'}{field.unit}"
    return value


def rows(
    record: Record, values: Mapping, names: Mapping[str, str], without: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """(label, words) of what the record holds, in order; fields of `without` and empty ones are left out."""
    hidden = set(without)
    pairs = [
        (field.label, shown(field, values.get(field.name), names))
        for field in record.fields
        if field.name not in hidden
    ]
    return [(label, words) for label, words in pairs if words]


def lines(pairs: Iterable[tuple[str, str]]) -> str:
    """The rows as the document's text has tables: `| label | words |`, one a line."""
    return "\n".join(f"| {label} | {' '.join(words.replace('|', '／').split())} |" for label, words in pairs)


def differences(
    record: Record, before: Mapping, after: Mapping, names: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """(label, old words, new words) of each field whose value changed; of what is of a natural person only that it did."""
    hidden = record.personal(before) | record.personal(after)
    changed = [field for field in record.fields if before.get(field.name) != after.get(field.name)]
    return [
        (field.label, UNSAID, UNSAID)
        if field.name in hidden
        else (field.label, *(shown(field, held.get(field.name), names) for held in (before, after)))
        for field in changed
    ]
