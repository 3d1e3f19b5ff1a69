"""The unfinished form: begun, saved after every step, resumed by code, sent once."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from applications import actions, codes, identity, papers, stored
from applications.models import Application, Draft, DraftFile
from catalog.models import Item

KEPT = timedelta(days=30)
STEPS = ("look", "applicant", "wanted", "delivery")


def begin(data: dict, *, at: datetime) -> tuple[Draft, str]:
    """A new draft and its code."""
    code = codes.new_code()
    draft = Draft(
        code_hash=identity.code_hash(code), created_at=at, saved_at=at, expires_at=at + KEPT, step="look"
    )
    draft.sealed = identity.sealed_draft(draft.code_hash, code, data)
    draft.save(force_insert=True)
    return draft, code


def find(code: str, *, at: datetime) -> Draft | None:
    """The draft of this code that has not expired, sent or not; None when there is none."""
    if not codes.normalised(code):
        return None
    return Draft.objects.filter(code_hash=identity.code_hash(code), expires_at__gt=at).first()


def opened(draft: Draft, code: str) -> dict:
    """What was typed so far."""
    return identity.opened_draft(draft, code)


def save(draft: Draft, code: str, data: dict, *, step: str, at: datetime) -> None:
    """Keeps what was typed; `step` is the page to come back to. A sent form is left as it is."""
    draft.sealed = identity.sealed_draft(draft.code_hash, code, data)
    draft.step, draft.saved_at, draft.expires_at = step, at, at + KEPT
    Draft.objects.filter(pk=draft.pk, submitted=None).update(
        sealed=draft.sealed, step=step, saved_at=at, expires_at=draft.expires_at
    )


def unfinished(data: dict) -> str:
    """The first step that has not been filled in; "" when the form can be checked and sent."""
    return next((step for step in STEPS if step not in data), "")


@stored.atomic()
def send(draft: Draft, code: str, actor: Actor, *, at: datetime) -> Application:
    """Makes the request out of the draft, once: a second press finds the first's request. Raises Refused."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.submitted_id:
        return draft.submitted
    data = opened(draft, code)
    if step := unfinished(data):
        raise Refused("还有没有填完的步骤。", {"step": step})
    application, *_ = _sent(draft, code, data, actor, at)
    Draft.objects.filter(pk=draft.pk).update(submitted=application, sealed="")
    return application


def _sent(draft: Draft, code: str, data: dict, actor: Actor, at: datetime) -> list[Application]:
    """One request for each agency chosen; the first has the draft's code, which opens the pages of all."""
    handed_in = [(uuid4(), agency) for agency in _asked(data["look"])]
    handed_in = [(uid, agency, papers.handed_over(draft, code, uid, at=at)) for uid, agency in handed_in]
    papers.remove(draft.files.all())
    sent = []
    group = uuid4() if len(handed_in) > 1 else None
    facts = {"channel": "online", "actor": actor, "at": at, "group": group}
    facts["item"] = Item.objects.filter(pk=int(data.get("item") or 0)).first()
    for uid, agency, rows in handed_in:
        own = {"agency": agency, "code": "" if sent else code, "uid": uid, "handed_in": rows}
        application, _ = actions.receive(form_of(data), **own, **facts)
        sent.append(application)
    return sent


def _asked(look: dict) -> list[Agency]:
    """The agencies chosen, the first one first. Raises Refused."""
    found = [
        Agency.objects.active().filter(slug=slug).first()
        for slug in (look["agency"], *look.get("others", []))
    ]
    if None in found:
        raise Refused("选择的机关中有的已经不再受理，请重新选择。", {"step": "look"})
    return found


@stored.atomic()
def register(draft: Draft, code: str, form: dict, actor: Actor, *, at: datetime, **facts) -> Application:
    """A request written down by a clerk, once: a second press finds the first's request. Raises Refused.

    `facts` are the agency, channel and day for `actions.receive`.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.submitted_id:
        return draft.submitted
    uid = uuid4()
    facts |= {"uid": uid, "handed_in": papers.handed_over(draft, code, uid, at=at)}
    papers.remove(draft.files.all())
    application, _ = actions.receive(flattened(form), actor=actor, at=at, code=code, **facts)
    Draft.objects.filter(pk=draft.pk).update(submitted=application, sealed="")
    return application


def code_shown(draft: Draft, application: Application, *, at: datetime) -> bool:
    """Marks the code of a sent form as shown; whether this is the first time."""
    fresh = Draft.objects.filter(pk=draft.pk, submitted=application, code_shown_at=None)
    return bool(fresh.update(code_shown_at=at))


ONLY_PERSONS = ("id_kind", "id_number")
ONLY_AGENTS = ("agent_name", "agent_id_kind", "agent_id_number", "agent_phone")
ONLY_ORGANISATIONS = ("org_name", "applicant_type", "credit_code", "no_code", "legal_rep", "contact_name")


def form_of(data: dict) -> dict:
    """The steps of a draft as one form for `actions.receive`."""
    delivery = data["delivery"]
    filled = {name: value for name, value in delivery.items() if value not in ("", None)}
    form = {**data["applicant"], **data["wanted"], **filled}
    return flattened(form | {"accept_other": bool(delivery.get("accept_other"))})


def flattened(form: dict) -> dict:
    """One applicant's fields only: what was typed for the other kind of applicant is left out."""
    form = dict(form)
    organisation = form["kind"] != "citizen"
    if organisation:
        form["name"] = form.pop("org_name")
    for name in ONLY_PERSONS if organisation else ONLY_ORGANISATIONS:
        form.pop(name, None)
    for name in () if form.get("by_agent") else ONLY_AGENTS:
        form.pop(name, None)
    if form.get("no_code"):
        form.pop("credit_code", None)
    return form


@transaction.atomic
def discard(draft: Draft) -> None:
    """Throws an unsent draft away with its files; one that was sent stays with its application."""
    papers.remove(DraftFile.objects.filter(draft=draft.pk, draft__submitted=None))
    Draft.objects.filter(pk=draft.pk, submitted=None).delete()


@transaction.atomic
def forget_expired(*, at: datetime) -> int:
    """Removes drafts past their 30 days; returns how many (个人信息保护法 19)."""
    lapsed = Draft.objects.filter(expires_at__lte=at)
    papers.remove(DraftFile.objects.filter(draft__in=lapsed))
    _, removed = lapsed.delete()
    return removed.get(Draft._meta.label, 0)
