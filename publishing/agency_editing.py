"""The verb on an agency's own data: its guide (Art 12) and its entry in the 机构职能目录 (Art 20(2))."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import GUIDE, Agency
from audit.record import record
from publishing.verbs import EDIT_AGENCY
from search.changed import changed

FIELDS = (
    *GUIDE,
    "postcode",
    "phone",
    "email",
    "disclosure_head",
    "functions",
    "divisions",
    "head_name",
)


@dataclass(frozen=True)
class FactsOf:
    """An agency's own data as the subject of EDIT_AGENCY."""

    agency: Agency
    state: str = ""


@transaction.atomic
def edit_agency(agency: Agency, values: Mapping, actor: Actor, *, at: datetime, reason: str) -> list[str]:
    """Changes what an agency says of itself; returns the names of the changed fields.

    Raises Refused where the guide would lack a statutory field: an incomplete guide is not published (Art 12).
    """
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    guard(EDIT_AGENCY, FactsOf(agency), actor, reason=reason)
    before = {name: getattr(agency, name) for name in FIELDS if getattr(agency, name) != values[name]}
    for name in before:
        setattr(agency, name, values[name])
    if missing := agency.missing_in_guide():
        fields = {name: f"填写{label}" for name, label in GUIDE.items() if label in missing}
        raise Refused(f"指南缺项不能发布（条例第十二条），还缺：{'、'.join(missing)}。", fields)
    if not before:
        raise Refused("没有改动任何内容，不必保存。")
    agency.save(update_fields=list(before))
    detail = {"before": before, "after": {name: values[name] for name in before}}
    record(actor, EDIT_AGENCY.word, agency, at=at, reason=reason, detail=detail)
    changed("agency", agency.pk, at=at)
    return list(before)
