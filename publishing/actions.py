"""One function per verb. Each is one transaction: rows, revision, audit entry, duties, outbox row."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.timezone import localdate, localtime

from accounts.actors import Actor
from accounts.verbs import Refused, Verb, guard
from audit.record import record
from catalog.actions import item_published, item_withdrawn
from duties.actions import close_duty, open_duty
from publishing import files, findings, gates, grounds, privacy, richtext, rules, verbs
from publishing.indexing import next_index_number
from publishing.models import Attachment, Publication, Review, Revision
from search.changed import changed
from workdays import tables

FACTS = (
    "title", "text", "column", "kind", "issuer", "attribute", "ground", "ground_reason", "review_due",
    "formed_on", "source",
)  # fmt: skip


class Blocked(Refused):
    """A step that gates object to; `obstacles` are all of them."""

    def __init__(self, obstacles: list[gates.Obstacle]) -> None:
        super().__init__("".join(obstacle.text for obstacle in obstacles))
        self.obstacles = obstacles


class Outdated(Refused):
    """Somebody else changed the draft since this editor opened it; nothing was saved over."""


@transaction.atomic
def draft(
    actor: Actor, *, agency, column, kind: str, title: str, at: datetime, items=(), origin: str = "", **facts
) -> Publication:
    """A new draft; `facts` are names of FACTS. The duty of Art 26 opens with the date of formation."""
    publication = Publication(agency=agency, column=column, kind=kind, title=title, origin=origin)
    guard(verbs.DRAFT, publication, actor)
    _take(publication, {"title": title, **facts})
    publication.drafted_by = publication.edited_by = actor.user
    publication.created_at = publication.changed_at = at
    publication.save(force_insert=True)
    publication.items.set(items)
    _note_revision(publication, actor, at)
    _watch(publication, at)
    record(actor, verbs.DRAFT.word, publication, at=at)
    return publication


@transaction.atomic
def edit(
    publication: Publication, actor: Actor, *, version: int, at: datetime, items=None, **facts
) -> Publication:
    """Changes a draft that still is at revision `version`; what was reviewed or approved must be so again.

    Raises Outdated when somebody saved in between: the caller keeps the text on the screen.
    """
    publication = locked(publication)
    guard(verbs.EDIT, publication, actor)
    if publication.revision != version:
        raise Outdated(_outdated(publication))
    _take(publication, facts)
    _new_revision(publication, actor, at, fields=[*_taken(facts), "body_html"])
    if items is not None:
        publication.items.set(items)
    _watch(publication, at)
    record(actor, verbs.EDIT.word, publication, at=at, detail={"revision": publication.revision})
    return publication


@transaction.atomic
def attach(publication: Publication, actor: Actor, *, upload, at: datetime, name: str = "") -> Attachment:
    """Adds a file; refused for kinds of file that are not on the list (files.ALLOWED)."""
    publication = locked(publication)
    guard(verbs.ATTACH, publication, actor)
    attachment = files.store(publication, upload, name=name, at=at)
    _new_revision(publication, actor, at)
    record(actor, verbs.ATTACH.word, publication, at=at, detail={"file": attachment.name})
    return attachment


@transaction.atomic
def detach(attachment: Attachment, actor: Actor, *, at: datetime) -> Publication:
    """Takes a file off a draft."""
    publication = locked(attachment.publication)
    guard(verbs.DETACH, publication, actor)
    name = attachment.name
    attachment.delete()
    _new_revision(publication, actor, at)
    record(actor, verbs.DETACH.word, publication, at=at, detail={"file": name})
    return publication


@transaction.atomic
def submit(publication: Publication, actor: Actor, *, at: datetime) -> Publication:
    """Hands a complete draft in for review; a policy needs its interpretation plan by now (国办发〔2016〕80号)."""
    publication = locked(publication)
    guard(verbs.SUBMIT, publication, actor)
    _refuse_obstacles(publication, "submit", at)
    return _move(publication, verbs.SUBMIT, actor, at)


@transaction.atomic
def review(
    publication: Publication, actor: Actor, *, kind: str, result: str, at: datetime, basis: str = ""
) -> Publication:
    """Records a secrecy, privacy or wording review of the current revision (Art 15, 17).

    The third pass moves the publication on to approval. Anything but a pass needs a basis.
    """
    return review_all(publication, actor, records={kind: {"result": result, "basis": basis}}, at=at)


@transaction.atomic
def review_all(
    publication: Publication, actor: Actor, *, records: Mapping[str, Mapping[str, str]], at: datetime
) -> Publication:
    """The records of one sitting: {kind: {"result", "basis"}}; all or none.

    A later sitting of the same revision stands above the earlier one; it moves on when the last
    record of every kind is a pass (Art 17).
    """
    publication = locked(publication)
    for kind in records:
        guard(verbs.REVIEWS[kind], publication, actor)
    for kind, found in records.items():
        _review(publication, actor, kind, found["result"], found["basis"], at)
    if records and gates.all_passed(publication):
        _set(publication, at, state="reviewed")
    return publication


def _review(publication: Publication, actor: Actor, kind: str, result: str, basis: str, at: datetime) -> None:
    if sentence := _basis_missing(publication, kind, result, basis):
        raise Refused(sentence, {f"{kind}-basis": sentence})
    _note_review(publication, actor, kind, result, basis, at)
    record(actor, verbs.REVIEWS[kind].word, publication, at=at, reason=basis, detail={"result": result})


@transaction.atomic
def approve(publication: Publication, actor: Actor, *, at: datetime, basis: str = "") -> Publication:
    """Approved by someone who did not draft it (four eyes, Art 17)."""
    publication = locked(publication)
    guard(verbs.APPROVE, publication, actor)
    _refuse_obstacles(publication, "approve", at)
    _note_review(publication, actor, "approval", Review.Result.PASS, basis, at)
    return _move(publication, verbs.APPROVE, actor, at, reason=basis)


@transaction.atomic
def send_back(publication: Publication, actor: Actor, *, reason: str, at: datetime) -> Publication:
    """Back to the drafter, with the reason."""
    publication = locked(publication)
    guard(verbs.SEND_BACK, publication, actor, reason=reason)
    return _move(publication, verbs.SEND_BACK, actor, at, reason=reason)


@transaction.atomic
def publish(publication: Publication, actor: Actor, *, at: datetime) -> Publication:
    """To the public, when no gate objects (Art 13, 17, 26). Raises Blocked with all obstacles."""
    publication = locked(publication)
    guard(verbs.PUBLISH, publication, actor)
    _refuse_obstacles(publication, "publish", at)
    on = localdate(at)
    number = publication.index_number or next_index_number(publication.agency, on.year)
    first = publication.first_published_at or at
    _set(
        publication,
        at,
        state="published",
        published_at=at,
        published_on=on,
        first_published_at=first,
        index_number=number,
    )
    close_duty("publication", publication, at=at)
    close_duty("withheld_review", publication, at=at)
    for item in publication.items.all():
        item_published(item, publication.agency, at)
    record(actor, verbs.PUBLISH.word, publication, at=at, detail={"index_number": number})
    _tell(publication, verbs.PUBLISH, actor, at)
    return publication


@transaction.atomic
def withdraw(publication: Publication, actor: Actor, *, reason: str, at: datetime) -> Publication:
    """Takes it from the public; the reason stands at its address from now on, the text no longer does."""
    publication = locked(publication)
    guard(verbs.WITHDRAW, publication, actor, reason=reason)
    _set(publication, at, state="withdrawn", withdrawn_at=at, withdrawal_note=reason.strip())
    for item in publication.items.all():
        item_withdrawn(item, publication.agency, at)
    record(actor, verbs.WITHDRAW.word, publication, at=at, reason=reason)
    _tell(publication, verbs.WITHDRAW, actor, at)
    return publication


@transaction.atomic
def reassess(publication: Publication, actor: Actor, *, reason: str, next_due, at: datetime) -> Publication:
    """Withheld information looked at again and kept back, until the next date (Art 18)."""
    publication = locked(publication)
    guard(verbs.REASSESS, publication, actor, reason=reason)
    if publication.attribute == grounds.PUBLIC:
        raise Refused("主动公开的信息不需要再次评估。")
    _set(publication, at, review_due=next_due)
    _watch(publication, at)
    record(actor, verbs.REASSESS.word, publication, at=at, reason=reason)
    return publication


def _basis_missing(publication: Publication, kind: str, result: str, basis: str) -> str:
    """A basis is needed for anything but a pass, and to let personal data stand that the check found (Art 15)."""
    if basis.strip():
        return ""
    if result != Review.Result.PASS:
        return "不通过或不能确定的，要写明依据与意见。"
    if kind == Review.Kind.PRIVACY and findings.of(publication).total:
        return "内容里还有可能的个人信息：请退回遮盖，或者写明公开它的依据。"
    return ""


@transaction.atomic
def mask(publication: Publication, actor: Actor, *, at: datetime) -> Publication:
    """Masks the personal data that the check finds in title and text (Art 15); a new revision."""
    publication = locked(publication)
    guard(verbs.MASK, publication, actor)
    _take(publication, {name: _masked(getattr(publication, name)) for name in ("title", "text")})
    _new_revision(publication, actor, at, fields=["title", "text", "body_html"])
    record(actor, verbs.MASK.word, publication, at=at, detail={"revision": publication.revision})
    return publication


def _masked(text: str) -> str:
    return privacy.mask(text, privacy.find(text))


def locked(publication: Publication) -> Publication:
    """The row as it is now, locked until the verb's transaction ends."""
    return (
        Publication.objects.select_for_update(of=("self",))
        .select_related("agency", "column")
        .get(pk=publication.pk)
    )


def search_kind(publication: Publication) -> str:
    """The search source that speaks for it: its own kind if a room has one, else the general one."""
    return publication.kind if publication.kind in settings.SEARCH_SOURCES else "publication"


def _taken(facts: Mapping) -> list[str]:
    return [name for name in FACTS if name in facts]


def _take(publication: Publication, facts: Mapping) -> None:
    """Sets the facts and what follows from them: HTML through the allow-list, the date of the next assessment."""
    if unknown := set(facts) - set(FACTS) - {"body_html"}:
        raise TypeError(f"unknown facts: {', '.join(sorted(unknown))}")
    if facts.get("body_html") and not facts.get("text"):
        facts = {**facts, "text": richtext.plain(richtext.clean(facts["body_html"]))}
    for name in _taken(facts):
        setattr(publication, name, facts[name])
    publication.body_html = (
        richtext.clean(facts["body_html"])
        if facts.get("body_html")
        else richtext.compose(publication.text, title=publication.title)
    )
    publication.digest = richtext.digest(publication.title, publication.text)


def _new_revision(publication: Publication, actor: Actor, at: datetime, fields=()) -> None:
    publication.revision += 1
    publication.edited_by = actor.user
    publication.state = "draft"
    publication.changed_at = at
    publication.save(update_fields=[*fields, "digest", "revision", "edited_by", "state", "changed_at"])
    _note_revision(publication, actor, at)


def _note_revision(publication: Publication, actor: Actor, at: datetime) -> None:
    Revision.objects.create(
        publication=publication,
        number=publication.revision,
        title=publication.title,
        text=publication.text,
        digest=publication.digest,
        by=actor.user,
        by_label=actor.label,
        at=at,
    )


def _note_review(
    publication: Publication, actor: Actor, kind: str, result: str, basis: str, at: datetime
) -> None:
    Review.objects.create(
        publication=publication,
        kind=kind,
        result=result,
        basis=basis.strip(),
        revision=publication.revision,
        by=actor.user,
        by_label=actor.label,
        at=at,
    )


def _outdated(publication: Publication) -> str:
    last = publication.revisions.first()
    when = localtime(last.at).strftime("%H:%M")
    return f"{last.by_label}在{when}保存过这份稿件，您的修改还没有保存，也没有丢失：请对照最新内容后再保存。"


def _refuse_obstacles(publication: Publication, step: str, at: datetime) -> None:
    if found := gates.obstacles(publication, step, at):
        raise Blocked(found)


def _set(publication: Publication, at: datetime, **values) -> None:
    for name, value in values.items():
        setattr(publication, name, value)
    publication.changed_at = at
    publication.save(update_fields=[*values, "changed_at"])


def _move(publication: Publication, verb: Verb, actor: Actor, at: datetime, reason: str = "") -> Publication:
    _set(publication, at, state=verb.target)
    record(actor, verb.word, publication, at=at, reason=reason, detail={"revision": publication.revision})
    return publication


def _watch(publication: Publication, at: datetime) -> None:
    """Opens or moves the duty that the attribute gives: publish in time (Art 26), or assess again (Art 18)."""
    calendar = tables.current()
    if publication.attribute == grounds.PUBLIC:
        close_duty("withheld_review", publication, at=at)
        if publication.formed_on and publication.kind != Publication.Kind.INTERPRETATION:
            due = min(_due_dates(publication, calendar))
            _open("publication", publication, due, at, provisional=calendar.provisional(due))
        return
    close_duty("publication", publication, at=at)
    due = publication.review_due or rules.review_due(localdate(at))
    _open("withheld_review", publication, due, at)


def _due_dates(publication: Publication, calendar) -> list:
    """Art 26, and the sooner limits of the items it serves."""
    limits = [item.publish_limit for item in publication.items.all()]
    pairs = [(limit.number, limit.unit) for limit in limits if limit.number and limit.unit]
    return [rules.publish_by(publication.formed_on, calendar, pair) for pair in [None, *pairs]]


def _open(kind: str, publication: Publication, due, at: datetime, provisional: bool = False) -> None:
    label = f"公开信息（{publication.get_kind_display()}）"
    open_duty(
        kind, publication, agency=publication.agency, due_on=due, at=at, provisional=provisional, label=label
    )


def _tell(publication: Publication, verb: Verb, actor: Actor, at: datetime) -> None:
    """The index, and the rooms that settings.PUBLICATION_EFFECTS names, learn what became public or no longer is."""
    changed(search_kind(publication), publication.public_id, at=at)
    for path in settings.PUBLICATION_EFFECTS:
        import_string(path)(publication, verb.name, actor, at=at)
