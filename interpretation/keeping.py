"""Policies kept in order: registered, related to each other, listed every quarter (国办发〔2018〕37号)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused, Verb, guard
from agencies.models import Agency
from audit.record import record
from interpretation import numbering, registering, verbs
from interpretation.models import PolicyDocument, RegistrationCounter, Relation
from publishing import actions as publishing
from publishing import columns
from publishing.characters import printable
from publishing.models import Publication
from search.changed import changed

ACTS = {"amends": "amended_on", "repeals": "repealed_on", "replaces": "repealed_on"}
"""Kind of relation -> the date that it sets on the other document."""


@transaction.atomic
def register(policy: PolicyDocument, actor: Actor, *, at: datetime, given: str = "") -> PolicyDocument:
    """The registering office gives a normative document its number; not registered, not published (国办发〔2018〕37号).

    `given`: the number it has from elsewhere (a register kept on paper, the city's); else the next of this county's rule.
    """
    publication = publishing.locked(policy.publication)
    guard(verbs.REGISTER, publication, actor)
    policy.refresh_from_db()
    if policy.registration_number:
        raise Refused(f"已经登记过了：{policy.registration_number}。")
    given = " ".join(given.split())
    if len(given) > 60 or given != printable(given):
        raise Refused("登记号最多 60 个字，请核对。", {"given": "登记号写错了"})
    if given and PolicyDocument.objects.filter(registration_number=given).exists():
        raise Refused(f"登记号“{given}”已经用过，请核对。", {"given": "已经用过"})
    on = localdate(at)
    number = given or _next_number(on.year)
    PolicyDocument.objects.filter(pk=policy.pk).update(registration_number=number, registered_on=on)
    policy.refresh_from_db()
    detail = {"number": number} | ({"given": True} if given else {})
    record(actor, verbs.REGISTER.word, publication, at=at, detail=detail)
    return policy


def _next_number(year: int) -> str:
    """The next number of the county's rule that no document has, also none registered elsewhere."""
    RegistrationCounter.objects.get_or_create(year=year)
    counter = RegistrationCounter.objects.select_for_update().get(year=year)
    number = ""
    while not number or PolicyDocument.objects.filter(registration_number=number).exists():
        counter.last += 1
        number = registering.number(settings.REGISTRATION_RULE, year, counter.last)
    counter.save(update_fields=["last"])
    return number


def relating(publication: Publication) -> tuple[Verb, Verb]:
    """What relates and unrelates a document: before its review by who writes it, in public by who may approve."""
    if publication.state == Publication.State.PUBLISHED:
        return verbs.RELATE_PUBLIC, verbs.UNRELATE_PUBLIC
    return verbs.RELATE, verbs.UNRELATE


@transaction.atomic
def relate(policy: PolicyDocument, actor: Actor, *, kind: str, named: str, at: datetime) -> Relation:
    """Notes what this policy does to another: `named` is its document number in any spelling, or its title."""
    publication = publishing.locked(policy.publication)
    verb, _ = relating(publication)
    guard(verb, publication, actor)
    named = named.strip()
    if kind not in Relation.Kind.values or not named:
        raise Refused("选择关系，并写明对方文件的文号或名称。", {"named": "写明文号或名称"})
    target = _named(named)
    if target == policy:
        raise Refused("不能和自己有关系：请填写另一份文件。", {"named": "请填写另一份文件"})
    given = {"target": target, "title": "" if target else named[:300]}
    relation, created = Relation.objects.get_or_create(policy=policy, kind=kind, **given)
    if created:
        record(actor, verb.word, publication, at=at, detail={"kind": kind, "named": named[:100]})
        if publication.state == Publication.State.PUBLISHED:
            take_effect(policy, actor, at)
    return relation


@transaction.atomic
def unrelate(relation: Relation, actor: Actor, *, at: datetime) -> None:
    """Takes a relation back; what a public one did to the other document's validity goes with it."""
    publication = publishing.locked(relation.policy.publication)
    _, verb = relating(publication)
    guard(verb, publication, actor)
    record(actor, verb.word, publication, at=at, detail={"was": str(relation)[:100]})
    field, target = ACTS.get(relation.kind), PolicyDocument.objects.filter(pk=relation.target_id).first()
    relation.delete()
    undone = publication.state == Publication.State.PUBLISHED and field and target
    if undone and getattr(target, field) == _effect(relation.policy, at) and not _acted_on(target, at, field):
        _clear(target, (field,), actor, f"《{publication.title}》的关系已删除", at)


@transaction.atomic
def reinstate(policy: PolicyDocument, actor: Actor, *, reason: str, at: datetime) -> PolicyDocument:
    """A repeal or an amendment that was noted by mistake is taken back (国办发〔2018〕37号)."""
    publication = publishing.locked(policy.publication)
    guard(verbs.REINSTATE, publication, actor, reason=reason)
    policy.refresh_from_db()
    fields = [name for name in ("repealed_on", "amended_on") if getattr(policy, name)]
    if not fields:
        raise Refused("没有登记过废止、修改，不需要恢复。")
    for name in fields:
        if by := _acted_on(policy, at, name):
            raise Refused(
                f"《{by.policy.publication.title}》写明{by.get_kind_display()}本文件：先在它那里删除关系。"
            )
    _clear(policy, fields, actor, reason, at)
    policy.refresh_from_db()
    return policy


def _acted_on(target: PolicyDocument, at: datetime, field: str) -> Relation | None:
    """The relation of a public document that set this date."""
    kinds = [kind for kind, name in ACTS.items() if name == field]
    public = Publication.objects.published(at)
    rows = Relation.objects.filter(target=target, kind__in=kinds, policy__publication__in=public)
    return rows.select_related("policy__publication").first()


def _clear(policy: PolicyDocument, fields: Iterable[str], actor: Actor, reason: str, at: datetime) -> None:
    was = {name: getattr(policy, name).isoformat() for name in fields}
    PolicyDocument.objects.filter(pk=policy.pk).update(**dict.fromkeys(fields))
    record(actor, verbs.REINSTATE.word, policy.publication, at=at, reason=reason, detail=was)
    changed("policy", policy.publication.public_id, at=at)


def _named(named: str) -> PolicyDocument | None:
    number = numbering.parse(named)
    if number and number.prefix and number.serial:
        exact = PolicyDocument.objects.filter(
            number_prefix=number.prefix, number_year=number.year, number_serial=number.serial
        )
        found = exact.exclude(publication__state="withdrawn").order_by("pk").first()
        if found:
            return found
    title = named.strip("《》")
    return PolicyDocument.objects.filter(publication__title=title, publication__state="published").first()


def _effect(policy: PolicyDocument, at: datetime) -> date:
    """The day from which it acts on others."""
    return policy.effective_on or policy.publication.published_on or localdate(at)


def take_effect(policy: PolicyDocument, actor: Actor, at: datetime) -> None:
    """A public policy that amends, repeals or replaces another changes its validity from its own day of effect."""
    on = _effect(policy, at)
    for relation in policy.relations.exclude(target=None).select_related("target__publication"):
        field = ACTS.get(relation.kind)
        if field is None or getattr(relation.target, field):
            continue
        facts = {field: on}
        PolicyDocument.objects.filter(pk=relation.target_id).update(**facts)
        verb = verbs.AMEND if field == "amended_on" else verbs.REPEAL
        record(
            actor,
            verb.word,
            relation.target.publication,
            at=at,
            reason=f"由《{policy.publication.title}》{relation.get_kind_display()}",
            detail={"on": on.isoformat()},
        )
        changed("policy", relation.target.publication.public_id, at=at)


def draft_lists(at: datetime) -> list[Publication]:
    """The list of last quarter's registered documents, as a draft for each agency that issued any, once each (国办发〔2018〕37号)."""
    year, quarter = registering.quarter_before(localdate(at))
    first, last = registering.days_of(year, quarter)
    out = PolicyDocument.objects.published(at).exclude(registration_number=None)
    out = out.filter(publication__published_on__range=(first, last))
    agencies = Agency.objects.filter(pk__in=out.values("publication__agency"))
    made = [_draft_list(agency, out, year, quarter, at) for agency in agencies]
    return [found for found in made if found is not None]


@transaction.atomic
def _draft_list(agency: Agency, out, year: int, quarter: int, at: datetime) -> Publication | None:
    Agency.objects.select_for_update().get(pk=agency.pk)
    origin = f"list:{agency.pk}:{year}Q{quarter}"
    if Publication.objects.filter(origin=origin).exists():
        return None
    documents = out.filter(publication__agency=agency).select_related("publication")
    rows = [
        (
            found.registration_number,
            found.publication.title,
            found.doc_number,
            f"{found.publication.published_on}",
        )
        for found in documents.order_by("registration_number")
    ]
    made = publishing.draft(
        SYSTEM,
        agency=agency,
        column=columns.for_kind("policy"),
        kind=Publication.Kind.NOTICE,
        title=registering.title(agency.name, year, quarter),
        text=registering.text(rows, agency.name, localdate(at)),
        formed_on=localdate(at),
        origin=origin,
        at=at,
    )
    record(SYSTEM, verbs.DRAFT_LIST.word, made, at=at, detail={"documents": len(rows)})
    return made
