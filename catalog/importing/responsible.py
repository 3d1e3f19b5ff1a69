"""Which agencies of this government the publisher of a table names. Pure."""

import re
from collections.abc import Sequence

from catalog.publishers import AnAgency, PublisherKind, match

_BETWEEN = re.compile(r"[、,，;；/\s]+|和(?=[县市区乡镇各])|及(?=[县市区乡镇各])")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?:自治县|县|区|市|旗)(?=[\u4e00-\u9fff]{2})")


class Responsible:
    """Looks each wording up once. `place`: the government's own name, whose short forms departments carry."""

    def __init__(self, kinds: Sequence[PublisherKind], agencies: Sequence[AnAgency]) -> None:
        self.kinds, self.agencies = list(kinds), list(agencies)
        self.by_name = {name: agency for agency in reversed(self.agencies) for name in names(agency)}
        self.seen: dict[str, tuple[AnAgency, ...]] = {}

    def agencies_of(self, publisher: str) -> tuple[AnAgency, ...]:
        """Agencies in the order of the words; () where nothing is certain."""
        if publisher not in self.seen:
            self.seen[publisher] = self._read(publisher)
        return self.seen[publisher]

    def _read(self, publisher: str) -> tuple[AnAgency, ...]:
        found: list[AnAgency] = []
        for word in filter(None, _BETWEEN.split(publisher)):
            named = self.by_name.get(word) or self.by_name.get(word.removeprefix("本"))
            meant = (named,) if named else match(word, self.kinds, self.agencies).agencies
            found += [agency for agency in meant if agency not in found]
        return tuple(found)


def names(agency: AnAgency) -> set[str]:
    """澄溪县民政局, 县民政局, 民政局: the names that a table of this government uses."""
    bare = _PLACE.sub("", agency.name)
    return {agency.name, agency.short_name, bare} - {""}
