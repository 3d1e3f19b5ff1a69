"""Which domain a title, a sheet or a heading speaks of. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog.importing.cells import plain

_NAMED = re.compile(r"([\u4e00-\u9fff、]{2,20}?)领域")
_PLACE = re.compile(r".*(?:省|自治区|州|市|县|区|旗|镇|乡|街道|局|办|委|中心)(?=[\u4e00-\u9fff]{2})")
_LEAD = re.compile(
    r"^(?:\(?[一二三四五六七八九十百\d]+\)?[、.．]?|附件\d*[:：]?|基层政务公开|基层|政务公开|全国|试点)+"
)


@dataclass(frozen=True)
class Domains:
    """`aliases`: every name in use -> the domain's own name."""

    aliases: Mapping[str, str]
    ordered: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ordered", tuple(sorted(self.aliases, key=len, reverse=True)))

    def in_text(self, text: str) -> str:
        """The domain whose name stands in the text; the longest name wins. "" for none, or for several."""
        bare = plain(text)
        found: list[str] = []
        for alias in self.ordered:
            if alias in bare:
                found.append(self.aliases[alias])
                bare = bare.replace(alias, "")
        return found[0] if len(set(found)) == 1 else ""

    def headed(self, text: str) -> str:
        """The domain that a heading within a table names; "养老服务通用政策" is a matter of it, not the domain."""
        bare = _LEAD.sub("", plain(text))
        return self.in_text(text) if re.search("领域|目录", bare) else self.aliases.get(bare, "")

    def unknown_in(self, text: str) -> str:
        """A domain that a title names but the catalogue does not have: "旅游" in "澄溪县旅游领域…"."""
        found = _NAMED.search(_LEAD.sub("", plain(text)))
        return _PLACE.sub("", found[1]) if found else ""

    def named(self, text: str) -> str:
        """The domain of a cell that holds nothing but its name."""
        bare = _LEAD.sub("", plain(text)).removesuffix("领域")
        return self.aliases.get(bare, "") or self.in_text(text)


def aliases(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Domain name -> its other names, turned round; notes in brackets ("（原城乡规划）") are names too."""
    found: dict[str, str] = {}
    for name, others in names.items():
        for other in others:
            for part in re.split(r"[()]", plain(other)):
                part = part.removeprefix("原")
                if len(part) > 1:
                    found.setdefault(part, name)
    return found | {plain(name): name for name in names}
