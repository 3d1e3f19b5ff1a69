"""Documents brought in from an earlier site: published as they are, idempotent by their external id.

Nothing is refused for a missing field, the order of dates or a repeated number; such things are flagged. No duty opens.
"""

from datetime import date, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from accounts.actors import Actor
from accounts.verbs import guard
from agencies.models import Agency
from audit.record import record
from publishing import columns, richtext, verbs
from publishing.actions import search_kind
from publishing.actions.records import note_revision
from publishing.indexing import next_index_number
from publishing.models import Column, OldAddress, Publication
from search.changed import changed

COMPARED = (
    "title", "text", "kind", "issuer", "formed_on", "published_on", "source", "flags", "agency_id", "column_id",
    "body_html",
)  # fmt: skip


def path_of(url: str) -> str:
    """Path and query of an old URL, without scheme, host and fragment: how it will be asked for here."""
    parts = urlsplit(url.strip())
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def agency_of(code: str, issuer: str) -> Agency:
    """The agency named by code, address name or name; else the issuer if it is one of ours; else the government."""
    for value in filter(None, (code.strip(), issuer.strip())):
        for field in ("code", "slug", "name", "short_name"):
            if found := Agency.objects.filter(**{field: value}).first():
                return found
    return government()


def government() -> Agency:
    """The government of this portal; an empty portal gets the one that settings.SITE names."""
    site = settings.SITE
    return Agency.objects.get_or_create(
        kind=Agency.GOVERNMENT,
        defaults={
            "code": site["id_code"] or "GOV",
            "name": site["government"],
            "short_name": "县政府",
            "slug": "government",
            "address": site["address"],
            "phone": site["phone"],
            "office_hours": site["hours"],
            "disclosure_office": site["sponsor"],
            "disclosure_phone": site["phone"],
        },
    )[0]


def column_of(name: str, kind: str) -> Column:
    """The column of that slug or label, else the one where the kind stands."""
    found = Column.objects.filter(slug=name).first() or Column.objects.filter(label=name).first()
    return found or columns.for_kind(kind)


@transaction.atomic
def bring_in(
    actor: Actor, facts: dict, *, external_id: str, old_paths=(), at: datetime
) -> tuple[Publication, str]:
    """Creates or updates the publication of this external id; ("created" | "changed" | "unchanged").

    `facts`: title, text, kind, agency, column, issuer, formed_on, published_on, source, flags.
    """
    found = Publication.objects.select_for_update().filter(external_id=external_id).first()
    if found is None:
        publication, result = _create(actor, facts, external_id, at), "created"
    else:
        publication, result = found, _update(actor, found, facts, at)
    if _addresses(publication, old_paths) and result == "unchanged":
        result = "changed"
    if result != "unchanged":
        changed(search_kind(publication), publication.public_id, at=at)
    return publication, result


def _create(actor: Actor, facts: dict, external_id: str, at: datetime) -> Publication:
    publication = Publication(external_id=external_id, origin="import", state="published", **facts)
    guard(verbs.IMPORT, publication, actor)
    _derive(publication)
    publication.published_at = publication.first_published_at = moment(publication, at)
    publication.created_at = publication.changed_at = at
    publication.index_number = next_index_number(publication.agency, localdate(publication.published_at).year)
    publication.save(force_insert=True)
    note_revision(publication, actor, at)
    record(actor, verbs.IMPORT.word, publication, at=at, detail={"external_id": external_id})
    return publication


def _update(actor: Actor, publication: Publication, facts: dict, at: datetime) -> str:
    before = [getattr(publication, name) for name in COMPARED]
    for name, value in facts.items():
        setattr(publication, name, value)
    _derive(publication)
    if before == [getattr(publication, name) for name in COMPARED]:
        return "unchanged"
    guard(verbs.REIMPORT, publication, actor)
    publication.revision += 1
    publication.changed_at = at
    names = [*facts, "rich_text", "body_html", "digest", "revision", "changed_at"]
    publication.save(update_fields=names)
    note_revision(publication, actor, at)
    record(actor, verbs.REIMPORT.word, publication, at=at, detail={"revision": publication.revision})
    return "changed"


def moment(publication: Publication, at: datetime) -> datetime:
    """When it counts as published: the date given, else the date of formation, else now; never in the future."""
    day: date | None = publication.published_on or publication.formed_on
    if day is None:
        return at
    return min(datetime.combine(day, time(9), get_current_timezone()), at)


def _derive(publication: Publication) -> None:
    publication.rich_text = ""
    publication.body_html = richtext.compose(publication.text, title=publication.title)
    publication.digest = richtext.digest(publication.title, publication.text)


def _addresses(publication: Publication, paths) -> bool:
    """Notes old addresses; one that another publication has keeps leading there."""
    made = [
        OldAddress.objects.get_or_create(path=path, defaults={"publication": publication})[1]
        for path in paths
    ]
    return any(made)
