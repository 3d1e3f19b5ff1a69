"""Verbs on domains: added, renamed with the successor kept, put out of use; never deleted."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record
from catalog.adoption import CatalogOf
from catalog.models import Domain
from catalog.verbs import ADD_DOMAIN, EDIT_DOMAIN
from search.changed import everything_changed

FIELDS = (
    "name",
    "common_name",
    "successor",
    "order",
    "lead_ministry",
    "source",
    "publisher_kind",
    "renewal_days",
    "active",
)


@transaction.atomic
def add_domain(values: Mapping, slug: str, actor: Actor, *, at: datetime, reason: str) -> Domain:
    """A domain that the shipped list does not have. Raises Refused where the name or the address is taken."""
    guard(ADD_DOMAIN, CatalogOf(_government()), actor, reason=reason)
    if Domain.objects.filter(slug=slug).exists():
        raise Refused("这个地址名已经用过。", {"slug": "这个地址名已经用过"})
    _refuse_taken(values["name"], None)
    domain = Domain.objects.create(slug=slug, edited=True, **{name: values[name] for name in FIELDS})
    record(actor, ADD_DOMAIN.word, domain, at=at, reason=reason)
    return domain


@transaction.atomic
def edit_domain(domain: Domain, values: Mapping, actor: Actor, *, at: datetime, reason: str) -> list[str]:
    """Changes a domain; its address stays. Returns the names of the changed fields; old values are in the entry."""
    domain = Domain.objects.select_for_update().get(pk=domain.pk)
    guard(EDIT_DOMAIN, CatalogOf(_government()), actor, reason=reason)
    _refuse_taken(values["name"], domain.pk)
    before = {name: getattr(domain, name) for name in FIELDS if getattr(domain, name) != values[name]}
    if not before:
        raise Refused("没有改动任何内容，不必保存。")
    for name in before:
        setattr(domain, name, values[name])
    domain.edited = True
    domain.save(update_fields=[*before, "edited"])
    after = {name: values[name] for name in before}
    record(actor, EDIT_DOMAIN.word, domain, at=at, reason=reason, detail={"before": before, "after": after})
    if {"name", "active"} & set(before):
        everything_changed(at=at)
    return list(before)


def _refuse_taken(name: str, pk: int | None) -> None:
    if Domain.objects.filter(name=name).exclude(pk=pk).exists():
        raise Refused("已经有同名的领域。", {"name": "已经有同名的领域"})


def _government() -> Agency | None:
    return Agency.objects.filter(kind=Agency.GOVERNMENT).first()
