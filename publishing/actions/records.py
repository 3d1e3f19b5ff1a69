"""What every verb of this room writes: the row, its revisions and reviews, its duties, and who is told."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import localdate, localtime

from accounts.actors import Actor
from accounts.verbs import Refused, Verb
from audit.record import record
from duties.actions import close_duty, open_duty
from publishing import gates, grounds, richtext, rules
from publishing.models import Publication, Review, Revision
from publishing.records import kinds, world
from search.changed import changed
from workdays import tables

FACTS = (
    "title", "text", "column", "kind", "issuer", "attribute", "ground", "ground_reason", "review_due",
    "formed_on", "source", "ends_on", "personal_text", "rich_text", "notice_kind", "record", "fields",
)  # fmt: skip


DUTIES = {"publication"} | {record.duty for record in kinds.RECORDS.values()}
"""Every kind of duty to publish; a publication has one of them."""


class Blocked(Refused):
    """A step that gates object to; `obstacles` are all of them."""

    def __init__(self, obstacles: list[gates.Obstacle]) -> None:
        super().__init__("".join(obstacle.text for obstacle in obstacles))
        self.obstacles = obstacles


class Outdated(Refused):
    """Somebody else changed the draft since this editor opened it; nothing was saved over."""


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


def taken(facts: Mapping) -> list[str]:
    return [name for name in FACTS if name in facts]


def take(publication: Publication, facts: Mapping) -> None:
    """Sets the facts and what follows from them: the HTML through the allow-list, the text from it, page and digest.

    A text given alone takes the place of what was formatted.
    """
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"unknown facts: {', '.join(sorted(unknown))}")
    for name in taken(facts):
        setattr(publication, name, facts[name])
    if facts.get("rich_text"):
        publication.rich_text = richtext.body(facts["rich_text"])
        publication.text = richtext.plain(publication.rich_text)
    elif "text" in facts:
        publication.rich_text = ""
    whole = (publication.text, publication.rich_text)
    publication.body_html = richtext.compose(*whole, title=publication.title)
    told = (world.whole_text(publication), publication.rich_text)
    publication.digest = richtext.digest(publication.title, *told)


def new_revision(publication: Publication, actor: Actor, at: datetime, fields=()) -> None:
    publication.revision += 1
    publication.edited_by = actor.user
    publication.state = "draft"
    publication.scheduled_at = None
    publication.changed_at = at
    names = [
        *fields,
        "text",
        "rich_text",
        "digest",
        "revision",
        "edited_by",
        "state",
        "scheduled_at",
        "changed_at",
    ]
    publication.save(update_fields=names)
    note_revision(publication, actor, at)
    close_duty("secrecy_decision", publication, at=at)


def note_revision(publication: Publication, actor: Actor, at: datetime) -> None:
    Revision.objects.create(
        publication=publication,
        number=publication.revision,
        title=publication.title,
        text=world.whole_text(publication),
        rich_text=publication.rich_text,
        digest=publication.digest,
        by=actor.user,
        by_label=actor.label,
        at=at,
    )


def note_review(
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


def outdated(publication: Publication) -> str:
    last = publication.revisions.first()
    when = localtime(last.at).strftime("%H:%M")
    return f"{last.by_label}在{when}保存过这份稿件，您的修改还没有保存，也没有丢失：请对照最新内容后再保存。"


def refuse_obstacles(publication: Publication, step: str, at: datetime) -> None:
    if found := gates.obstacles(publication, step, at):
        raise Blocked(found)


def set_facts(publication: Publication, at: datetime, **values) -> None:
    for name, value in values.items():
        setattr(publication, name, value)
    publication.changed_at = at
    publication.save(update_fields=[*values, "changed_at"])


def move(publication: Publication, verb: Verb, actor: Actor, at: datetime, reason: str = "") -> Publication:
    set_facts(publication, at, state=verb.target)
    record(actor, verb.word, publication, at=at, reason=reason, detail={"revision": publication.revision})
    return publication


def watch(publication: Publication, at: datetime) -> None:
    """Opens or moves the duty that the attribute gives: publish in time (Art 26), or assess again (Art 18)."""
    calendar = tables.current()
    if publication.attribute == grounds.PUBLIC:
        close_duty("withheld_review", publication, at=at)
        if publication.formed_on and publication.kind != Publication.Kind.INTERPRETATION:
            kind = duty_of(publication)
            for other in DUTIES - {kind}:
                close_duty(other, publication, at=at)
            due = min(_due_dates(publication, calendar))
            _open(kind, publication, due, at, provisional=calendar.provisional(due))
        return
    close_publishing_duty(publication, at)
    due = publication.review_due or rules.review_due(localdate(at))
    _open("withheld_review", publication, due, at)


def duty_of(publication: Publication) -> str:
    """The kind of the duty to publish it: a record's own (预算法 14: 20 days after approval), else that of Art 26."""
    record = publication.record_kind
    return record.duty if record else "publication"


def close_publishing_duty(publication: Publication, at: datetime) -> None:
    for kind in DUTIES:
        close_duty(kind, publication, at=at)


def moved(duty, calendar) -> tuple | None:
    """What a new calendar makes of the duty to publish (Art 26): (due day, provisional)."""
    publication = Publication.objects.get(pk=duty.subject_id)
    due = min(_due_dates(publication, calendar))
    return due, calendar.provisional(due)


def _due_dates(publication: Publication, calendar) -> list:
    """A record's own limit, which goes before that of Art 26, and the sooner limits of the items it serves."""
    record = publication.record_kind
    limits = [item.publish_limit for item in publication.items.all()]
    pairs = [(limit.number, limit.unit) for limit in limits if limit.number and limit.unit]
    first = record.limit if record else None
    return [rules.publish_by(publication.formed_on, calendar, pair) for pair in [first, *pairs]]


def _open(kind: str, publication: Publication, due, at: datetime, provisional: bool = False) -> None:
    """The title of a draft stays out of the label, which goes out by mail; the desk looks it up."""
    open_duty(
        kind,
        publication,
        agency=publication.agency,
        due_on=due,
        at=at,
        provisional=provisional,
        label=f"公开信息（{publication.get_kind_display()}）",
        url=reverse("desk_publishing:detail", args=[publication.public_id], urlconf=settings.EVERY_ADDRESS),
    )


def tell(publication: Publication, verb: Verb, actor: Actor, at: datetime) -> None:
    """The index, and the rooms that settings.PUBLICATION_EFFECTS names, learn what became public or no longer is."""
    changed(search_kind(publication), publication.public_id, at=at)
    for path in settings.PUBLICATION_EFFECTS:
        import_string(path)(publication, verb.name, actor, at=at)
