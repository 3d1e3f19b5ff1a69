"""Which items the desk's list shows: by word, domain, agency and state."""

from datetime import date

from django.db.models import QuerySet

from catalog.models import Item


def found(wanted: dict, on: date) -> QuerySet[Item]:
    """`wanted`: cleaned data of FindForm. In the order of the catalogue; retired ones only where they are asked for."""
    rows = Item.objects.select_related("domain").order_by("domain__order", "order", "pk")
    show = wanted.get("show")
    rows = rows.exclude(retired_on=None) if show == "retired" else rows.current(on)
    if show == "incomplete":
        rows = rows.filter(pk__in=[item.pk for item in rows if item.incomplete])
    if show == "limits":
        rows = rows.filter(computable=False)
    if wanted.get("domain"):
        rows = rows.filter(domain=wanted["domain"])
    if wanted.get("agency"):
        rows = rows.of_agency(wanted["agency"])
    return rows.mentioning(wanted.get("q") or "")


def neighbours(item: Item, on: date) -> tuple[Item | None, Item | None]:
    """The items before and after this one in its domain."""
    rows = list(
        Item.objects.current(on)
        .filter(domain=item.domain_id)
        .order_by("order", "pk")
        .only("pk", "level1", "level2")
    )
    at = next((n for n, row in enumerate(rows) if row.pk == item.pk), None)
    if at is None:
        return None, None
    return rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
