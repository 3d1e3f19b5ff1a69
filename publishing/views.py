"""The public's pages: the list, one publication, its files. All read through Publication.objects.published(at)."""

import io
from contextlib import suppress

import segno
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from publishing import files, notices, pdffile, richtext, wordfile
from publishing.blocks import Block
from publishing.characters import is_printable
from publishing.filters import PublicationFilter, query_without
from publishing.models import Attachment, Correction, Publication
from publishing.pages import page_of, permanent_address, structured, title_lines, with_changes
from publishing.records import world
from publishing.titles import shortened

PAGE = 20


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """Everything public, newest first; the filters stand in the address."""
    at = timezone.now()
    public = Publication.objects.published(at).for_lists().newest()
    found = PublicationFilter(request.GET, queryset=public)
    context = {
        "active": "info",
        "crumbs": [("全部公开信息", None)],
        "form": found.form,
        "chips": found.chips(),
        "page": Paginator(found.qs, PAGE).get_page(request.GET.get("page")),
        "params": query_without(request.GET, "page"),
    }
    return render(request, "publishing/list.html", context)


@require_safe
def publication(request: HttpRequest, public_id: str) -> HttpResponse:
    """One publication; a withdrawn one answers 410 with the note in its place, an unknown one 404."""
    at = timezone.now()
    public = Publication.objects.published(at).select_related("agency", "column").told_of_projects()
    found = public.filter(public_id=public_id).first()
    if found is None:
        return _withdrawn(request, public_id, at)
    template, context = page_of(found, at)
    permanent = permanent_address(request, found)
    more = {"permanent": permanent, "structured": structured(found, context, permanent)}
    return render(request, template, context | more)


def _withdrawn(request: HttpRequest, public_id: str, at) -> HttpResponse:
    """The note that stands at every address of what was withdrawn, 410; 404 where there never was anything public."""
    found = Publication.objects.withdrawn(at).filter(public_id=public_id).first()
    if found is None:
        raise Http404("没有这条信息，或者它还没有公开。")
    context = {"publication": found, "active": "info", "crumbs": [("已撤回的信息", None)]}
    return render(request, "publishing/withdrawn.html", context, status=410)


@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Digests of what was shown and since when: whoever kept a copy can prove what it said."""
    at = timezone.now()
    found = Publication.objects.published(at).filter(public_id=public_id).first()
    if found is None:
        return _withdrawn(request, public_id, at)
    shown = found.revisions.exclude(public_from=None).order_by("public_from", "number")
    corrected = {c.digest_after: c for c in with_changes(found.corrections.filter(state="applied"))}
    context = {
        "publication": found,
        "rows": [(revision, corrected.get(revision.digest)) for revision in shown],
        "active": "info",
        "crumbs": [
            (shortened(found.title), reverse("publishing:detail", args=[public_id])),
            ("内容摘要值", None),
        ],
    }
    return render(request, "publishing/history.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Withdrawals and corrections, newest first: what was once public does not vanish without a word (Art 6)."""
    at = timezone.now()
    gone = Publication.objects.withdrawn(at).order_by("-withdrawn_at", "-pk")
    public = Publication.objects.published(at)
    corrected = Correction.objects.filter(state="applied", publication__in=public)
    corrected = corrected.select_related("publication__agency").defer(
        "text", "rich_text", "publication__text"
    )
    corrected = Paginator(corrected.order_by("-decided_at"), PAGE).get_page(request.GET.get("corrected"))
    corrected.object_list = with_changes(corrected.object_list)
    context = {
        "gone": Paginator(gone, PAGE).get_page(request.GET.get("page")),
        "corrected": corrected,
        "active": "info",
        "crumbs": [("全部公开信息", reverse("publishing:list")), ("更正和撤回", None)],
    }
    return render(request, "publishing/changes.html", context)


@require_safe
def by_index(request: HttpRequest, agency_code: str, serial: str) -> HttpResponse:
    """An index number leads to the publication's permanent address."""
    at = timezone.now()
    number = f"{agency_code}/{serial}"
    known = Publication.objects.with_address(at) if is_printable(number) else Publication.objects.none()
    public_id = known.filter(index_number=number).values_list("public_id", flat=True).first()
    if public_id is None:
        raise Http404("没有这个索引号的公开信息。")
    return redirect("publishing:detail", public_id, permanent=True)


@require_safe
def file(request: HttpRequest, public_id: str, pk: int) -> HttpResponseBase:
    """A file of a public publication; what was withdrawn says so, files of anything else are not found."""
    at = timezone.now()
    public = Attachment.objects.public(at).select_related("publication")
    attachment = public.filter(pk=pk, publication__public_id=public_id).first()
    if attachment is None:
        return _withdrawn(request, public_id, at)
    if not notices.heeded(attachment):
        raise Http404("这份文件正在按公示的规定遮盖个人信息，请稍后再来，或者联系公开机关。")
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("文件暂时不在，请联系公开机关。") from error
    return FileResponse(
        content, as_attachment=True, filename=attachment.name, content_type=attachment.content_type
    )


@require_safe
def qr(request: HttpRequest, public_id: str) -> HttpResponse:
    """The publication's permanent address as a QR code (SVG), for print and for phones."""
    at = timezone.now()
    public = Publication.objects.published(at).filter(public_id=public_id).first()
    if public is None:
        return _withdrawn(request, public_id, at)
    out = io.BytesIO()
    segno.make(permanent_address(request, public), error="m").save(out, kind="svg", scale=4, border=2)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@require_safe
def word(request: HttpRequest, public_id: str) -> HttpResponse:
    """The publication as a .docx (Art 24: the platform lets people download)."""
    at = timezone.now()
    found = Publication.objects.published(at).select_related("agency").filter(public_id=public_id).first()
    if found is None:
        return _withdrawn(request, public_id, at)
    number = page_of(found, at)[1].get("doc_number", "")
    lines = title_lines(found.title, found.issuer_name)
    content = wordfile.write(lines, number, _blocks(found, number), _pictures(found))
    response = HttpResponse(content, content_type=files.CONTENT_TYPES["docx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title[:80]}.docx")
    return response


@require_safe
def pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The publication as a PDF (Art 24); 404 on a machine without a Chinese font."""
    at = timezone.now()
    found = Publication.objects.published(at).select_related("agency").filter(public_id=public_id).first()
    if found is None:
        return _withdrawn(request, public_id, at)
    if not pdffile.can_write():
        raise Http404("这台服务器没有中文字体，请下载 Word 文件。")
    number = page_of(found, at)[1].get("doc_number", "")
    lines = title_lines(found.title, found.issuer_name)
    content = pdffile.write(lines, number, _blocks(found, number), _pictures(found))
    response = HttpResponse(content, content_type=files.CONTENT_TYPES["pdf"])
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title[:80]}.pdf")
    return response


def _blocks(found: Publication, number: str) -> list[Block]:
    """The table of a record's fields, then the text."""
    table, about = world.open_table(found), {"title": found.title, "doc_number": number}
    head = [block.labelled for block in richtext.arranged(table, **about)] if table else []
    return [*head, *richtext.arranged(found.text, found.rich_text, **about)]


def _pictures(found: Publication) -> dict[str, bytes]:
    """The pictures in its text by the address they have there, for the files to download; without one whose file is away."""
    wanted = richtext.pictures(found.rich_text)
    shown = Attachment.objects.public(timezone.now()).filter(publication=found, pk__in=wanted).defer("text")
    pictures = {}
    for each in shown:
        with suppress(FileNotFoundError):
            pictures[f"files/{each.pk}/"] = each.file.open("rb").read()
    return pictures


def old_address(path: str, at) -> HttpResponsePermanentRedirect | None:
    """The redirect from an address of an earlier site, or None."""
    known = Publication.objects.with_address(at) if is_printable(path) else Publication.objects.none()
    public_id = known.filter(old_addresses__path=path).values_list("public_id", flat=True).first()
    if public_id is None:
        return None
    return HttpResponsePermanentRedirect(reverse("publishing:detail", args=[public_id]))
