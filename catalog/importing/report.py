"""The answer of an import, in the promised shape, and reading a file with what only the catalogue can tell."""

from collections.abc import Sequence

from agencies.models import Agency
from catalog import loading
from catalog.importing import reading
from catalog.importing.actions import Written, known_domains
from catalog.importing.grid import Flag
from catalog.importing.items import Found, Reading
from catalog.importing.responsible import Responsible
from catalog.models import Domain


def read(name: str, data: bytes, *, domain: str = "", agency: Agency | None = None) -> Reading:
    """Reads a file; flags what does not fit this government. Raises grid.Unreadable with a sentence."""
    found = reading.read(name, data, known_domains(), domain)
    found.flags += _without_domain(found.items)
    if agency is None:
        found.flags += _without_agency(found.items)
    found.flags += _too_long(found.items)
    return found


def _without_domain(items: Sequence[Found]) -> list[Flag]:
    """One flag for each domain that the catalogue does not have: its items are read, but not written."""
    names = set(Domain.objects.values_list("name", flat=True))
    first: dict[str, Found] = {}
    for one in items:
        if one.domain not in names:
            first.setdefault(one.domain, one)
    return [
        Flag(
            one.row,
            "领域",
            f"目录里没有“{name}”这个领域，先新增领域再导入" if name else "看不出属于哪个领域，请指定",
            name,
            one.table,
        )
        for name, one in first.items()
    ]


def _without_agency(items: Sequence[Found]) -> list[Flag]:
    """One flag for each publisher that is none of this government's agencies."""
    responsible = Responsible(loading.publisher_kinds(), list(Agency.objects.active()))
    first: dict[str, Found] = {}
    for one in items:
        if one.publisher and not responsible.agencies_of(one.publisher):
            first.setdefault(one.publisher, one)
    return [
        Flag(one.row, "公开主体", "没有对应的机关，写入后请指定", text, one.table)
        for text, one in first.items()
    ]


def _too_long(items: Sequence[Found]) -> list[Flag]:
    longest = {"一级事项": ("level1", 200), "二级事项": ("level2", 300), "公开对象": ("audience", 300)}
    return [
        Flag(one.row, label, f"超过 {most} 字，写入时截短", getattr(one, name), one.table)
        for one in items
        for label, (name, most) in longest.items()
        if len(getattr(one, name)) > most
    ]


def report(found: Reading, written: Written) -> dict:
    """{"rows", "created", "changed", "unchanged", "retired", "flagged": […], "items": […]}."""
    return {
        "rows": found.rows,
        **written.as_dict(),
        "flagged": [flag.as_dict() for flag in found.flags],
        "items": [item.as_dict() for item in found.items],
    }
