"""Policies and interpretations: their own facts beside the publication's verbs, each in one transaction."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused, guard, objection
from audit.record import record
from duties.actions import close_duty, open_duty
from interpretation import keeping, numbering, rules, sections, verbs
from interpretation.models import Interpretation, PolicyDocument
from interpretation.querysets import explaining
from publishing import actions as publishing
from publishing.gates import obstacles
from publishing.models import Publication
from publishing.titles import cited
from publishing.verbs import WITHDRAW
from search.changed import changed
from workdays import tables

POLICY_FACTS = (
    "doc_number", "topic", "doc_type", "region", "stated_validity", "effective_on", "expires_on", "replaces",
    "interpretation_required", "waiver_reason", "plan_outline", "plan_form", "plan_channel", "plan_on", "plan_person",
    "late_reason", "touches", "registration_number",
)  # fmt: skip
INTERPRETATION_FACTS = ("form", "interpreter", "rank", "contact", "clarifies", "sections")


@transaction.atomic
def draft_policy(actor: Actor, *, at: datetime, policy: dict, **publication) -> PolicyDocument:
    """A policy's draft: `policy` holds names of POLICY_FACTS, the rest goes to publishing.actions.draft."""
    made = publishing.draft(actor, at=at, kind=Publication.Kind.POLICY, **publication)
    return PolicyDocument.objects.create(publication=made, **policy_facts(policy))


@transaction.atomic
def edit_policy(
    policy: PolicyDocument, actor: Actor, *, version: int, at: datetime, facts: dict, **publication
):
    """Changes both; plan and number are part of what is approved, so a change makes a new revision."""
    made = publishing.edit(policy.publication, actor, version=version, at=at, **publication)
    PolicyDocument.objects.filter(pk=policy.pk).update(**policy_facts(facts))
    return made


@transaction.atomic
def draft_interpretation(
    policy: PolicyDocument, actor: Actor, *, at: datetime, facts: dict, **publication
) -> Interpretation:
    """An interpretation's draft; it belongs to the policy's agency unless another is named."""
    publication.setdefault("agency", policy.publication.agency)
    known, publication = _with_text(facts, publication)
    made = publishing.draft(actor, at=at, kind=Publication.Kind.INTERPRETATION, **publication)
    return Interpretation.objects.create(publication=made, policy=policy, **known)


@transaction.atomic
def edit_interpretation(
    interpretation: Interpretation, actor: Actor, *, version: int, at: datetime, facts: dict, **publication
):
    """Changes both; a new revision."""
    known, publication = _with_text(facts, publication)
    made = publishing.edit(interpretation.publication, actor, version=version, at=at, **publication)
    Interpretation.objects.filter(pk=interpretation.pk).update(**known)
    return made


@transaction.atomic
def repeal(
    policy: PolicyDocument,
    actor: Actor,
    *,
    on: date,
    reason: str,
    at: datetime,
    by: PolicyDocument | None = None,
) -> PolicyDocument:
    """Notes that a policy has no force from `on` (国办发〔2018〕37号); `by` is the document that replaces it."""
    publication = publishing.locked(policy.publication)
    guard(verbs.REPEAL, publication, actor, reason=reason)
    PolicyDocument.objects.filter(pk=policy.pk).update(repealed_on=on)
    if by is not None:
        PolicyDocument.objects.filter(pk=by.pk).update(replaces=policy)
    return _noted(policy, verbs.REPEAL, actor, at, reason, {"on": on.isoformat()})


@transaction.atomic
def amend(policy: PolicyDocument, actor: Actor, *, on: date, reason: str, at: datetime) -> PolicyDocument:
    """Notes that a policy was amended on a day (国办发〔2018〕37号)."""
    publication = publishing.locked(policy.publication)
    guard(verbs.AMEND, publication, actor, reason=reason)
    PolicyDocument.objects.filter(pk=policy.pk).update(amended_on=on)
    return _noted(policy, verbs.AMEND, actor, at, reason, {"on": on.isoformat()})


@transaction.atomic
def lapse(policy: PolicyDocument, actor: Actor, *, on: date, reason: str, at: datetime) -> PolicyDocument:
    """Declares that a policy has lapsed: `on` is the first day without force (国办发〔2018〕37号)."""
    publication = publishing.locked(policy.publication)
    guard(verbs.LAPSE, publication, actor, reason=reason)
    PolicyDocument.objects.filter(pk=policy.pk).update(expires_on=on - timedelta(days=1))
    return _noted(policy, verbs.LAPSE, actor, at, reason, {"on": on.isoformat()})


@transaction.atomic
def waive(policy: PolicyDocument, actor: Actor, *, reason: str, at: datetime) -> PolicyDocument:
    """A published policy turns out to need no interpretation; the reason is shown on its page (国办发〔2016〕80号)."""
    publication = publishing.locked(policy.publication)
    guard(verbs.WAIVE, publication, actor, reason=reason)
    PolicyDocument.objects.filter(pk=policy.pk).update(
        interpretation_required=False, waiver_reason=reason.strip()
    )
    close_duty("interpretation", policy, at=at)
    return _noted(policy, verbs.WAIVE, actor, at, reason, {})


@transaction.atomic
def follow_later(policy: PolicyDocument, actor: Actor, *, reason: str, at: datetime) -> PolicyDocument:
    """The material comes after the document: why is recorded, and the 3 working days run from publication (国办发〔2016〕80号)."""
    publication = publishing.locked(policy.publication)
    guard(verbs.FOLLOW_LATER, publication, actor, reason=reason)
    PolicyDocument.objects.filter(pk=policy.pk).update(late_reason=reason.strip()[:300])
    policy.refresh_from_db()
    record(actor, verbs.FOLLOW_LATER.word, publication, at=at, reason=reason)
    return policy


@transaction.atomic
def recheck(found: Interpretation, actor: Actor, *, reason: str, at: datetime) -> Interpretation:
    """Questions or a clarification still hold after the document changed (国办发〔2016〕80号)."""
    publication = publishing.locked(found.publication)
    guard(verbs.RECHECK, publication, actor, reason=reason)
    _checked(found, at)
    record(actor, verbs.RECHECK.word, publication, at=at, reason=reason)
    changed("interpretation", publication.public_id, at=at)
    return found


def _checked(found: Interpretation, at: datetime) -> None:
    digest = found.policy.publication.digest
    Interpretation.objects.filter(pk=found.pk).update(about_digest=digest, checked_on=localdate(at))


def on_publication(publication: Publication, verb: str, actor: Actor, *, at: datetime) -> None:
    """Called by publishing inside its transaction, for every publication that went out or was withdrawn."""
    if publication.kind == Publication.Kind.POLICY:
        policy = PolicyDocument.objects.select_related("publication").get(publication=publication)
        _policy_out(policy, actor, at) if verb == "publish" else _policy_back(publication, policy, actor, at)
    elif publication.kind == Publication.Kind.INTERPRETATION:
        found = Interpretation.objects.select_related("policy__publication__agency").get(
            publication=publication
        )
        if verb == "publish":
            _checked(found, at)
        _interpretation_moved(found.policy, at)


def policy_facts(facts: dict) -> dict:
    """Known facts, with the number's parts set apart; a waiver without reason is refused (国办发〔2016〕80号)."""
    known = {name: facts[name] for name in POLICY_FACTS if name in facts}
    if known.get("interpretation_required") is False and not known.get("waiver_reason", "").strip():
        raise Refused("不需要解读的，要写明理由。", {"waiver_reason": "写明不需要解读的理由"})
    if "registration_number" in known:
        known["registration_number"] = (known["registration_number"] or "").strip() or None
    if "doc_number" in known:
        known |= number_parts(known["doc_number"])
    return known


def number_parts(text: str) -> dict:
    """doc_number in its official spelling and its three parts, for the columns of the same names."""
    number = numbering.parse(text)
    if number is None or not number.prefix:
        return {"doc_number": text.strip(), "number_prefix": "", "number_year": None, "number_serial": None}
    return {
        "doc_number": number.text if number.year else text.strip(),
        "number_prefix": number.prefix,
        "number_year": number.year,
        "number_serial": number.serial,
    }


def _with_text(facts: dict, publication: dict) -> tuple[dict, dict]:
    """The parts are what is written; the publication's text is all of them together."""
    known = {name: facts[name] for name in INTERPRETATION_FACTS if name in facts}
    parts = dict(known.get("sections") or {})
    if publication.get("text"):
        parts["text"] = publication["text"]
    if parts:
        known["sections"] = parts
        publication = publication | {"text": sections.compose(parts)}
    return known, publication


def _policy_out(policy: PolicyDocument, actor: Actor, at: datetime) -> None:
    """Approved interpretations go out in the same sitting; where there are none the duty opens (国办发〔2016〕80号)."""
    keeping.take_effect(policy, actor, at)
    ready = policy.interpretations.filter(publication__state="approved").select_related("publication")
    sent = 0
    for interpretation in ready:
        if not obstacles(interpretation.publication, "publish", at):
            publishing.publish(interpretation.publication, actor, at=at)
            sent += 1
    if not sent:
        _watch(policy, at)


def _policy_back(publication: Publication, policy: PolicyDocument, actor: Actor, at: datetime) -> None:
    """Its interpretations go with it, for the same reason: none is shown where its policy cannot be read."""
    public = Publication.objects.filter(interpretation__policy=policy, state="published")
    for interpretation in public.order_by("pk"):
        _withdraw_beside(interpretation, publication.withdrawal_note, actor, at)
    close_duty("interpretation", policy, at=at)


def _withdraw_beside(interpretation: Publication, reason: str, actor: Actor, at: datetime) -> None:
    """Withdrawn by who withdrew the policy; where that person holds no role in its agency, by the system."""
    may = not objection(WITHDRAW, interpretation, actor)
    publishing.withdraw(interpretation, actor if may else SYSTEM, reason=reason, at=at)


def _interpretation_moved(policy: PolicyDocument, at: datetime) -> None:
    if _explained(policy, at):
        close_duty("interpretation", policy, at=at)
    else:
        _watch(policy, at)
    changed("policy", policy.publication.public_id, at=at)


def _explained(policy: PolicyDocument, at: datetime) -> bool:
    return explaining(Publication.objects.published(at)).filter(interpretation__policy=policy).exists()


def _watch(policy: PolicyDocument, at: datetime) -> None:
    """Opens the duty of 3 working days from publication, unless none is needed, one is out or it is not public."""
    publication = policy.publication
    public = publication.state == "published" and publication.origin != "import"
    if not policy.interpretation_required or not public or _explained(policy, at):
        return
    calendar = tables.current()
    due = rules.due_on(publication.published_on, calendar)
    open_duty(
        "interpretation",
        policy,
        agency=publication.agency,
        due_on=due,
        at=at,
        provisional=calendar.provisional(due),
        count=(publication.published_on, rules.WORKING_DAYS),
        label=f"解读{cited(publication.title)}",
        url=_desk_address(publication),
    )


def _desk_address(publication: Publication) -> str:
    """Where the interpretation is written, also when this process serves no desk."""
    return reverse("desk_interpretation:draft", args=[publication.public_id], urlconf=settings.EVERY_ADDRESS)


def _noted(policy, verb, actor, at, reason, detail) -> PolicyDocument:
    policy.refresh_from_db()
    record(actor, verb.word, policy.publication, at=at, reason=reason, detail=detail)
    changed("policy", policy.publication.public_id, at=at)
    return policy
