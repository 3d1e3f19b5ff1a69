"""A list by which anybody can check that what was published is what stands there now."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from opendata.rendering import export
from publishing.models import Attachment, Publication

COLUMNS = ["digest", "what", "published_at", "title", "url"]


@require_safe
def digests(request: HttpRequest) -> StreamingHttpResponse:
    """SHA-256 of every public text (title, line break, text) and every public file, newest first, as CSV."""
    return export("csv", COLUMNS, rows(request, timezone.now()), "digests")


def rows(request: HttpRequest, at: datetime) -> Iterator[dict]:
    public = Publication.objects.published(at)
    for found in public.defer("text", "rich_text", "body_html").newest().iterator(chunk_size=500):
        yield _row(request, found.digest, "正文", found, found.title)
    files = Attachment.objects.filter(publication__in=public).select_related("publication").order_by("pk")
    for attachment in files.iterator(chunk_size=500):
        yield _row(request, attachment.digest, "附件", attachment.publication, attachment.name)


def _row(request: HttpRequest, digest: str, what: str, found: Publication, title: str) -> dict:
    url = request.build_absolute_uri(reverse("publishing:detail", args=[found.public_id]))
    when = timezone.localtime(found.published_at).isoformat(timespec="seconds")
    return {"digest": digest, "what": what, "published_at": when, "title": title, "url": url}
