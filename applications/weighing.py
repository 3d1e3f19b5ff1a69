"""What the opinions of others allow a reply to be (Art 15, 32, 34), asked of the rows of a request."""

from collections.abc import Mapping
from datetime import date

from applications import opinions, outcomes
from applications.models import Application, Opinion
from workdays import tables


def objection(application: Application, outcome: str, data: Mapping, on: date) -> str:
    """Why the reply may not go out as far as others were asked; "" when it may.

    A co-producing or another agency that refuses is heard, but the deciding agency answers for the reply (Art 34);
    a third party that refuses withholds what is its own, unless the form says why it is released all the same. A
    partial reply that withholds a part on its ground has heeded it (Art 37).
    """
    asked = [(row, row.standing(on, tables.current())) for row in opinions.heeded(application.opinions.all())]
    if any(row.open for row, _ in asked):
        return "还有征求的意见没有登记，先登记意见或者逾期未答复。"
    if not outcomes.releases_against(outcome, data, objected=True):
        return ""
    weighed = bool(data.get("override"))
    third = [where for row, where in asked if row.kind == opinions.THIRD_PARTY]
    if all(opinions.may_release(where, overridden=weighed) for where in third):
        return ""
    return "第三方不同意公开：写明仍然公开的理由，或者不予公开（第三十二条）。"


def to_tell(application: Application, outcome: str, data: Mapping, on: date) -> list[Opinion]:
    """The third parties that must be told in writing what is released and why (Art 32)."""
    released, weighed = outcome in outcomes.RELEASING, bool(data.get("override"))
    asked = opinions.heeded(application.opinions.filter(kind=opinions.THIRD_PARTY))
    return [
        row
        for row in asked
        if opinions.must_tell_third_party(
            row.standing(on, tables.current()), released=released, overridden=weighed
        )
    ]
