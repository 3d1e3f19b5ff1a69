"""What a room hands to the search: one Document for each thing that the public may find."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Document:
    """One public thing as the index sees it.

    kind: a key of settings.SEARCH_SOURCES ("publication", "policy", "item", ...); with id it names the document.
    url: its address on this portal, made with reverse(). text: plain text, no HTML.
    issuer: who issued it, as printed. agency: name of this government's agency that answers for it.
    domains: names of the domains it stands in. year: taken from formed_on, then published_at, if not given.
    topics: what it is about, in the catalogue's words. interpreted: "yes", "no" or "" where the question does not arise.
    serials: numbers of this portal's own, as printed: index number (索引号), registration number (登记号).
    part_of: the title of what it belongs to (a file: its publication).
    of: the id under which changes of it are announced, where that is not its own (a file is announced by its publication).
    validity: "in_force", "not_yet", "amended", "repealed", "lapsed" or "" where the question does not arise.
    """

    kind: str
    id: str
    title: str
    url: str
    text: str
    doc_number: str = ""
    issuer: str = ""
    agency: str = ""
    domains: tuple[str, ...] = ()
    year: int | None = None
    validity: str = ""
    formed_on: date | None = None
    published_at: datetime | None = None
    external_id: str = ""
    of: str = ""
    part_of: str = ""
    topics: tuple[str, ...] = ()
    interpreted: str = ""
    serials: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The document's one name in the index, e.g. "policy:42"."""
        return f"{self.kind}:{self.id}"

    @property
    def whole(self) -> str:
        """What it is taken out of the index by: the kind with the id under which its changes are announced."""
        return f"{self.kind}:{self.of or self.id}"

    @property
    def filed_year(self) -> int | None:
        """The year a reader would look under."""
        if self.year:
            return self.year
        day = self.formed_on or self.published_at
        return day.year if day else None
