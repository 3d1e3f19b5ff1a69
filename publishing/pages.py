"""How one publication is drawn. A room may draw its own kind: settings.PUBLICATION_PAGES[kind](publication, at)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from publishing import files, notices, pdffile, richtext
from publishing.models import Correction, Publication
from publishing.records import projects, world
from search import linked

UNSTATED = "未注明"
OFFICES = ("办公室", "办公厅")  # what a government issues through its office belongs to the name


def page_of(publication: Publication, at: datetime) -> tuple[str, dict]:
    """(template, context) of a publication's page."""
    drawing = settings.PUBLICATION_PAGES.get(publication.kind)
    template, extra = import_string(drawing)(publication, at) if drawing else plain_page(publication, at)
    return template, shared(publication, at) | extra


def shared(publication: Publication, at: datetime) -> dict:
    """What every publication's page needs."""
    return {
        "publication": publication,
        "attachments": attachments(publication, at),
        "can_pdf": pdffile.can_write(),
        "notice": notice(publication, at),
        "corrections": corrections(publication),
        "record_rows": world.shown_on(publication, localdate(at)),
        "reversal": getattr(publication, "reversal", None) if publication.record else None,
        "progress": projects.progress([publication], at).get(publication.pk)
        if publication.record == "project"
        else None,
        "projects": projects.of_publication(publication, at)
        if getattr(publication, "in_project", False)
        else [],
        "contents": richtext.headings(publication.body_html),
        "title_lines": lines_of(publication),
    }


def plain_page(publication: Publication, at: datetime) -> tuple[str, dict]:
    """The page of every kind that has no page of its own."""
    rows = [
        ("索引号", publication.index_number or "发布时编号", False),
        ("信息分类", publication.column.label, False),
        ("发布机关", publication.issuer_name, False),
        ("生成日期", stated(publication.formed_on), False),
        ("名称", publication.title, True),
        ("发布日期", stated(publication.published_on), False),
        ("公开方式", publication.get_attribute_display(), False),
        ("信息来源", publication.source, False),
    ]
    items = publication.items.all() if hasattr(publication, "items") else []
    crumbs = [("全部公开信息", reverse("publishing:list")), (publication.column.label, None)]
    return "publishing/detail.html", {"rows": rows, "items": items, "active": "info", "crumbs": crumbs}


def stated(day: date | None) -> str:
    """A date as 2026年3月15日, or 未注明."""
    return f"{day.year}年{day.month}月{day.day}日" if day else UNSTATED


def lines_of(publication: Publication) -> list[str]:
    """The title's lines: a record's break after whom it is about."""
    party, title = publication.fields.get("party", ""), publication.title
    if party and title.startswith(party):
        return [party, title[len(party) :]]
    return title_lines(title, publication.issuer_name)


def title_lines(title: str, issuer: str) -> list[str]:
    """A long title broken after the issuer's name, as it is set on paper."""
    for name in (*(issuer + office for office in OFFICES), issuer):
        if title.startswith(name) and len(title) > len(name) + 4:
            return [name, title[len(name) :]]
    head, mark, rest = title.partition("关于")
    if mark and 4 <= len(head) <= 24 and rest:
        return [head, mark + rest]
    return [title]


def notice(publication: Publication, at: datetime) -> dict | None:
    """A 公示: {"ends_on", "running", "html"}; the part with personal data only while it runs (个人信息保护法 47)."""
    if publication.ends_on is None:
        return None
    on = localdate(at)
    return {
        "ends_on": publication.ends_on,
        "running": on <= publication.ends_on,
        "html": richtext.compose(notices.personal_part(publication, on)),
    }


def corrections(publication: Publication) -> list[Correction]:
    """What was corrected since it came out, the newest first; asked for only where there is something."""
    if publication.corrected_at is None:
        return []
    return with_changes(
        publication.corrections.filter(state=Correction.State.APPLIED).order_by("-decided_at")
    )


def with_changes(corrections: Iterable[Correction]) -> list[Correction]:
    """Each with `changes`: (label, old words, new words) of the fields that it changed."""
    found = list(corrections)
    for correction in found:
        correction.changes = world.differences(correction)
    return found


def attachments(publication: Publication, at: datetime) -> list[dict]:
    """{"name", "url", "size", "kind"} of each file that the public may read."""
    on = localdate(at)
    running = publication.ends_on is not None and on <= publication.ends_on
    return [
        {
            "name": found.name,
            "url": reverse("publishing:file", args=[publication.public_id, found.pk]),
            "size": files.human_size(found.size),
            "kind": files.extension_of(found.name).upper(),
        }
        for found in publication.attachments.defer("text")
        if not found.personal or (running and notices.heeded(found))
    ]


def structured(publication: Publication, context: dict, address: str) -> SafeString:
    """What search engines and archives read of a page: JSON-LD of schema.org in its element; a data block, never run."""
    number = context.get("doc_number", "")
    facts = {
        "headline": publication.title[:110],
        "name": publication.title,
        "url": address,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "identifier": publication.index_number,
        "legislationIdentifier": number or None,
        "dateCreated": publication.formed_on and publication.formed_on.isoformat(),
        "datePublished": publication.first_published_at and publication.first_published_at.isoformat(),
        "dateModified": publication.corrected_at and publication.corrected_at.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": publication.agency.name},
        "author": {"@type": "GovernmentOrganization", "name": publication.issuer_name},
    }
    return linked.block("Legislation" if number else "Article", facts)


def permanent_address(request: HttpRequest, publication: Publication) -> str:
    """The full address that never changes."""
    path = reverse("publishing:detail", args=[publication.public_id])
    public = getattr(settings, "PUBLIC_URL", "")
    if public:
        return "/".join(public.split("/")[:3]) + path
    return request.build_absolute_uri(path)
