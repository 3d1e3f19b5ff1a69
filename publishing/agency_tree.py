"""Verbs on the tree of agencies: added, renamed, put elsewhere, closed; never deleted (Art 10, 27)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record
from catalog.models import ItemAgency
from duties.models import Duty
from publishing.agency_editing import FactsOf
from publishing.verbs import ADD_AGENCY, PLACE_AGENCY
from search.changed import changed

FIELDS = ("name", "short_name", "kind", "parent", "order", "active")
KINDS = {"部门": Agency.DEPARTMENT, "政府部门": Agency.DEPARTMENT, "乡镇": Agency.TOWNSHIP, "街道": Agency.TOWNSHIP, "乡镇、街道": Agency.TOWNSHIP}  # fmt: skip
STEP = 10  # room between two neighbours
LINE = "每行写：机构代码、名称、简称、类别（部门、乡镇或者街道），用制表符或者逗号分开"


def held_tree() -> Agency | None:
    """The government at the root, locked until the transaction ends: whoever changes the tree waits for the one before.

    Two moves at once could otherwise each be right and together make a circle.
    """
    root = Agency.objects.select_for_update(of=("self",), no_key=True)
    return root.filter(kind=Agency.GOVERNMENT).first()


def above(pk: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """The agency and those above it by key, each once: the walk ends by itself where the rows run in a circle."""
    walk: list[int] = []
    while pk is not None and pk not in walk:
        walk.append(pk)
        pk = parents.get(pk)
    return walk


@transaction.atomic
def add_agency(values: Mapping, code: str, slug: str, actor: Actor, *, at: datetime, reason: str) -> Agency:
    """A new agency, behind the others where `order` is None. Raises Refused where its code, address or name is taken."""
    government = held_tree()
    guard(ADD_AGENCY, FactsOf(government), actor, reason=reason)
    _refuse_taken(values, code=code, slug=slug)
    _refuse_place(None, values)
    given = {name: values[name] for name in FIELDS}
    if given["order"] is None:
        given["order"] = (Agency.objects.aggregate(last=Max("order"))["last"] or 0) + STEP
    agency = Agency.objects.create(code=code, slug=slug, **given)
    record(actor, ADD_AGENCY.word, agency, at=at, reason=reason)
    changed("agency", agency.pk, at=at)
    return agency


@transaction.atomic
def add_agencies(text: str, actor: Actor, *, at: datetime, reason: str) -> list[Agency]:
    """Agencies of a pasted table, a line each, under the government; all of them or, with the lines at fault, none."""
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Refused("没有粘贴任何内容。", {"lines": LINE})
    government = Agency.objects.filter(kind=Agency.GOVERNMENT).first()
    made, faults = [], []
    for number, line in lines:
        try:
            code, name, short, kind = _read(line)
            values = {"name": name, "short_name": short, "kind": kind, "parent": government}
            values |= {"order": None, "active": True}
            made.append(add_agency(values, code, code.lower(), actor, at=at, reason=reason))
        except Refused as refused:
            faults.append(f"第 {number} 行：{refused.message}")
    if faults:
        raise Refused("一行也没有新增。" + " ".join(faults), {"lines": "请改正后再试"})
    return made


def _read(line: str) -> tuple[str, str, str, str]:
    parts = [part.strip() for part in line.replace("，", "\t").replace(",", "\t").split("\t")]
    if len(parts) != 4 or not all(parts) or parts[3] not in KINDS:
        raise Refused(f"读不懂“{line[:40]}”。{LINE}。")
    if not (parts[0].isascii() and parts[0].isalnum() and len(parts[0]) <= 30):
        raise Refused(f"机构代码“{parts[0][:40]}”只能用字母和数字，最多 30 位。")
    if len(parts[1]) > 100 or len(parts[2]) > 40:
        raise Refused("名称最多 100 字，简称最多 40 字。")
    return parts[0], parts[1], parts[2], KINDS[parts[3]]


@transaction.atomic
def place_agency(agency: Agency, values: Mapping, actor: Actor, *, at: datetime, reason: str) -> list[str]:
    """Renames an agency, puts it elsewhere or closes it; returns the changed fields. Its code and address stay.

    Raises Refused where a name is taken, the tree would run in a circle, or one is closed that still answers for
    items, has open duties or agencies below it.
    """
    held_tree()
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    guard(PLACE_AGENCY, FactsOf(agency), actor, reason=reason)
    values = dict(values) | {"order": agency.order if values["order"] is None else values["order"]}
    _refuse_taken(values, pk=agency.pk)
    _refuse_place(agency, values)
    before = {name: getattr(agency, name) for name in FIELDS if getattr(agency, name) != values[name]}
    if not before:
        raise Refused("没有改动任何内容，不必保存。")
    if "active" in before and not values["active"]:
        _refuse_closing(agency, at)
    for name in before:
        setattr(agency, name, values[name])
    agency.save(update_fields=list(before))
    detail = {"before": _plain(before), "after": _plain({name: values[name] for name in before})}
    record(actor, PLACE_AGENCY.word, agency, at=at, reason=reason, detail=detail)
    changed("agency", agency.pk, at=at)
    return list(before)


def _plain(values: Mapping) -> dict:
    return {name: value.name if isinstance(value, Agency) else value for name, value in values.items()}


def _refuse_taken(values: Mapping, pk: int | None = None, code: str = "", slug: str = "") -> None:
    others = Agency.objects.exclude(pk=pk)
    if others.filter(name=values["name"]).exists():
        raise Refused(f"已经有“{values['name']}”。", {"name": "已经有同名的机关"})
    if code and others.filter(Q(code=code) | Q(slug=slug)).exists():
        raise Refused(f"机构代码或者地址名已经用过：{code}。", {"code": "换一个代码或者地址名"})


def _refuse_place(agency: Agency | None, values: Mapping) -> None:
    was = agency.kind if agency else ""
    if Agency.GOVERNMENT in {was, values["kind"]} and was != values["kind"]:
        raise Refused("一个平台只有一个人民政府，类别不能这样改。", {"kind": "选择政府部门或者乡镇、街道"})
    if values["kind"] == Agency.GOVERNMENT and not values["active"]:
        raise Refused("人民政府不能停用。", {"active": "人民政府不能停用"})
    if (parent := values["parent"]) is None:
        return
    if agency and agency.pk in above(parent.pk, dict(Agency.objects.values_list("pk", "parent_id"))):
        raise Refused("上级不能是它自己或者它的下级。", {"parent": "选择另一个上级"})
    if values["active"] and not Agency.objects.filter(pk=parent.pk, active=True).exists():
        raise Refused(f"“{parent.name}”已经停用，不能做上级。", {"parent": "选择另一个上级"})


def _refuse_closing(agency: Agency, at: datetime) -> None:
    items = ItemAgency.objects.in_force(localdate(at)).filter(agency=agency).count()
    duties = Duty.objects.open().filter(agency=agency).count()
    below = agency.children.active().count()
    if items:
        raise Refused(
            f"它还负责 {items} 个公开事项，请先在公开目录里换责任机关。", {"active": "还负责公开事项"}
        )
    if duties:
        raise Refused(f"它还有 {duties} 项没有办完的期限，请先办完。", {"active": "还有没办完的期限"})
    if below:
        raise Refused(
            f"它下面还有 {below} 个在用的机关，请先给它们换上级。", {"active": "下面还有在用的机关"}
        )
