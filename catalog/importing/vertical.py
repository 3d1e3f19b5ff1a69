"""One item to a page, written as names and values below each other (要素名称 / 要素描述). Pure."""

from dataclasses import dataclass, field

from catalog.importing.cells import joined
from catalog.importing.grid import Grid
from catalog.importing.headers import MAIN, known

ENOUGH = 4


@dataclass
class Pairs:
    """`values`: field -> value, of the item that begins in `row`."""

    row: int
    values: dict[str, str] = field(default_factory=dict)


def pairs(grid: Grid) -> list[Pairs]:
    """Items of a grid whose rows name an element and then give it; empty where it is no such page."""
    found: list[Pairs] = []
    for at, row in enumerate(grid.rows):
        for name, value in _named(row):
            if not found or name in found[-1].values:
                found.append(Pairs(at))
            found[-1].values[name] = value
    return [_settled(one) for one in found if len(set(one.values) & MAIN) >= ENOUGH]


def _named(row: list[str]) -> list[tuple[str, str]]:
    """(field, value) of every name in the row that is followed by its value."""
    cells = list(row)
    found = []
    i = 0
    while i + 1 < len(cells):
        name = known(cells[i])
        value = next(
            (j for j in range(i + 1, len(cells)) if joined(cells[j]) != joined(cells[i])), len(cells)
        )
        if (
            name
            and name[0] not in {"aside", "elsewhere"}
            and value < len(cells)
            and not _is_name(cells[value])
        ):
            found.append((name[0], cells[value]))
            i = value + 1
        else:
            i += 1
    return found


def _is_name(text: str) -> bool:
    """Whether a cell names an element itself ("全社会" and "县级" are values here)."""
    name = known(text)
    return bool(name) and name[0] in MAIN


def _settled(one: Pairs) -> Pairs:
    """公开事项 is the first level, or the second below 一级事项."""
    values = one.values
    if "item" in values:
        item = values.pop("item")
        values["level2" if values.get("level1") and not values.get("level2") else "level1"] = item
    return one
