"""The result of looking into one file."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Inside:
    """`text`: all its text, a table's row on a line; `hidden`: sentences on what is not seen at once;
    `unreadable`: why the text could not be read, empty when it could."""

    text: str = ""
    hidden: list[str] = field(default_factory=list)
    unreadable: str = ""
