"""The verb that brings the agencies of this government in, from the table the operator keeps (Art 10)."""

import csv
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.loading import FIELDS
from agencies.models import Agency
from audit.record import record
from publishing.agency_editing import FactsOf
from publishing.agency_tree import above, held_tree
from publishing.verbs import FOUND_AGENCY
from search.changed import changed

COLUMNS = ("code", "parent_code", *FIELDS)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8. Raises Refused where it cannot be read or lacks a column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"读不了 {path}：应当是 UTF-8 的 CSV 文件（{error}）。") from error
    if lacking := [name for name in COLUMNS if not rows or name not in rows[0]]:
        raise Refused(f"{path} 缺少列：{'、'.join(lacking)}。可以照 agencies/data/agencies.csv 的表头填写。")
    return rows


@transaction.atomic
def found(rows: list[Mapping[str, str]], actor: Actor, *, at: datetime) -> dict[str, int]:
    """{"created", "changed", "unchanged"}; a government first, parents above their children; all or nothing.

    Raises Refused with the row that is wrong."""
    held_tree()
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for number, row in enumerate(rows, 2):
        try:
            counts[_found(row, actor, at)] += 1
        except ValidationError as error:
            raise Refused(f"第 {number} 行（{row['name'] or ''}）：{'；'.join(error.messages)}") from error
    if Agency.objects.filter(kind=Agency.GOVERNMENT).count() != 1:
        raise Refused("应当恰好有一个机关的 kind 是 government：这个平台所属的政府。")
    _refuse_circle()
    return counts


def _refuse_circle() -> None:
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    if turning := [pk for pk in parents if parents[above(pk, parents)[-1]] is not None]:
        names = Agency.objects.filter(pk__in=turning).values_list("name", flat=True)
        raise Refused(f"这些机关的上级绕成了圈：{'、'.join(names[:5])}。")


def _found(row: Mapping[str, str], actor: Actor, at: datetime) -> str:
    given = {name: _cell(row, name) for name in COLUMNS}
    agency = Agency.objects.filter(code=given["code"]).first() or Agency(code=given["code"])
    result = "changed" if agency.pk else "created"
    before = {name: getattr(agency, name) for name in (*FIELDS, "parent_id")}
    for name in FIELDS:
        setattr(agency, name, _order(given[name]) if name == "order" else given[name])
    agency.parent = _parent(given["parent_code"])
    if agency.pk and before == {name: getattr(agency, name) for name in before}:
        return "unchanged"
    agency.full_clean()
    guard(FOUND_AGENCY, FactsOf(agency), actor)
    agency.save()
    record(actor, FOUND_AGENCY.word, agency, at=at, detail={"before": before if result == "changed" else {}})
    changed("agency", agency.pk, at=at)
    return result


def _cell(row: Mapping, name: str) -> str:
    if row[name] is None:
        raise ValidationError(
            f"只有 {sum(value is not None for value in row.values())} 格，缺少 {name}；空着的格也要写上逗号"
        )
    return row[name].strip()


def _order(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValidationError(f"order 应当是数字，不是“{text[:20]}”")
    return int(text or 0)


def _parent(code: str) -> Agency | None:
    found = Agency.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise ValidationError(f"上级机关 {code} 不在表里，或者在它的下面")
    return found
