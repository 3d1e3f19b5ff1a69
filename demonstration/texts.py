"""The demonstration county's texts: files of records, one `=== title` each. Pure.

A record is its title, lines of `key: value`, a blank line and a text, one paragraph a line. A line
`每: a=1; b=2` makes one record of its own; the values stand for {a} and {b}, or for the keys a and b.
"""

import re
from dataclasses import dataclass, field

NAMED = re.compile(r"\{([^{}\s]+)\}")


@dataclass(frozen=True)
class Record:
    """`facts`: what the lines under the title say; `body`: the text, dates still open."""

    title: str
    facts: dict[str, str] = field(default_factory=dict)
    body: str = ""

    def get(self, key: str, default: str = "") -> str:
        return self.facts.get(key, default)

    def __getitem__(self, key: str) -> str:
        return self.facts[key]


def records(text: str) -> list[Record]:
    """Every record of a file, in order, repeated ones written out."""
    found = []
    for part in re.split(r"^=== ", text, flags=re.M)[1:]:
        head, _, body = part.partition("\n\n")
        found += _written_out(head.splitlines(), body.strip())
    return found


def fill(text: str, values: dict[str, str]) -> str:
    """The text with {name} replaced; names that are not known stay."""
    return NAMED.sub(lambda match: values.get(match[1], match[0]), text)


def _written_out(head: list[str], body: str) -> list[Record]:
    title, lines = head[0].strip(), [line.partition(":") for line in head[1:] if line.strip()]
    facts = {key.strip(): value.strip() for key, _, value in lines if key.strip() != "每"}
    rows = [_row(value) for key, _, value in lines if key.strip() == "每"] or [{}]
    return [Record(fill(title, row), facts | row, fill(body, row)) for row in rows]


def _row(line: str) -> dict[str, str]:
    return {
        key.strip(): value.strip() for key, _, value in (part.partition("=") for part in line.split("; "))
    }
