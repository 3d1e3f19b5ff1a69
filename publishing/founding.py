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
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for number, row in enumerate(rows, 2):
        try:
            counts[_found(row, actor, at)] += 1
        except ValidationError as error:
            raise Refused(f"第 {number} 行（{row['name']}）：{'；'.join(error.messages)}") from error
    if Agency.objects.filter(kind=Agency.GOVERNMENT).count() != 1:
        raise Refused("应当恰好有一个机关的 kind 是 government：这个平台所属的政府。")
    return counts


def _found(row: Mapping[str, str], actor: Actor, at: datetime) -> str:
    agency = Agency.objects.filter(code=row["code"].strip()).first() or Agency(code=row["code"].strip())
    result = "changed" if agency.pk else "created"
    before = {name: getattr(agency, name) for name in (*FIELDS, "parent_id")}
    for name in FIELDS:
        setattr(agency, name, int(row[name] or 0) if name == "order" else (row[name] or "").strip())
    agency.parent = _parent(row["parent_code"].strip())
    if agency.pk and before == {name: getattr(agency, name) for name in before}:
        return "unchanged"
    agency.full_clean()
    guard(FOUND_AGENCY, FactsOf(agency), actor)
    agency.save()
    record(actor, FOUND_AGENCY.word, agency, at=at, detail={"before": before if result == "changed" else {}})
    changed("agency", agency.pk, at=at)
    return result


def _parent(code: str) -> Agency | None:
    found = Agency.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise ValidationError(f"上级机关 {code} 不在表里，或者在它的下面")
    return found
