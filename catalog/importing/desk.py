"""The import's desk pages: send a table, look at what was read and what it would change, then write it."""

import hashlib

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import roles
from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from catalog import csvfiles, screens
from catalog.importing.actions import Source, difference, keep, write
from catalog.importing.difference import Difference
from catalog.importing.forms import SendForm, WriteForm
from catalog.importing.grid import Flag, Unreadable
from catalog.importing.items import Found, Reading
from catalog.importing.report import read
from catalog.importing.safety import check_size
from catalog.models import TableRead

A_PAGE = 50
LISTED = 100  # of each part of the difference; counts say how many there are


@desk_required(roles.ADMIN)
def tables(request: HttpRequest) -> HttpResponse:
    """Tables read so far, and the form to send another."""
    form = SendForm(request.POST, request.FILES) if request.method == "POST" else SendForm()
    message = ""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_read(request, form))
        except Unreadable as error:
            message = error.message
    context = {
        "crumbs": [("公开目录", reverse("desk_catalog:index")), ("导入目录表格", None)],
        "form": form,
        "message": message,
        "page": Paginator(TableRead.objects.defer("items", "flags"), 20).get_page(request.GET.get("page")),
    }
    return render(request, "catalog/desk_tables.html", context)


def _read(request: HttpRequest, form: SendForm) -> TableRead:
    file = form.cleaned_data["file"]
    if file:
        check_size(file.size)
    name, data = form.sent()
    domain, agency = form.cleaned_data["domain"], form.cleaned_data["agency"]
    found = read(name, data, domain=domain.name if domain else "", agency=agency)
    digest = hashlib.sha256(data).hexdigest()
    return keep(found, Source(name, digest, agency), domain, Actor.of(request.user), timezone.now())


@desk_required(roles.ADMIN)
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read, the flags, and the difference to today's catalogue; a post writes it."""
    sent = get_object_or_404(TableRead.objects.select_related("domain", "agency"), pk=pk)
    found = _reading(sent)
    would = difference(found, Source(sent.name, agency=sent.agency), timezone.localdate())
    first = {"effective_on": timezone.localdate(), "reason": f"导入《{sent.name}》", "seen": _seen(would)}
    form = WriteForm(request.POST or None, initial=first)
    message = ""
    if request.method == "POST" and form.is_valid():
        message = _write(request, sent, found, would, form)
        if not message:
            return redirect(sent)
    return render(request, "catalog/desk_table.html", _context(request, sent, found, would, form, message))


def _write(request: HttpRequest, sent: TableRead, found: Reading, would: Difference, form: WriteForm) -> str:
    """Writes; returns the refusal's sentence, or "" when it is done."""
    data = form.cleaned_data
    if data["seen"] != _seen(would):
        form.data = form.data.copy()
        form.data["seen"] = _seen(would)
        return "您打开页面之后，目录又有改动。下面是最新的对比，请看过后再写入。"
    source = Source(sent.name, sent.digest, sent.agency, data["retire"], data["reason"])
    try:
        done = write(
            found,
            source,
            Actor.of(request.user),
            timezone.now(),
            effective_on=data["effective_on"],
            sent=sent,
        )
    except Refused as refused:
        return refused.message
    messages.success(
        request,
        f"已写入：新增 {done.created} 条，修改 {done.changed} 条，停用 {done.retired} 条，{done.unchanged} 条不变。",
    )
    return ""


def _seen(would: Difference) -> str:
    return f"{len(would.created)}-{len(would.changed)}-{len(would.gone)}"


def _reading(sent: TableRead) -> Reading:
    return Reading([Found.of_dict(row) for row in sent.items], [Flag(**row) for row in sent.flags], sent.rows)


def _context(
    request: HttpRequest, sent: TableRead, found: Reading, would: Difference, form: WriteForm, message: str
) -> dict:
    by_row = {(flag["table"], flag["row"]) for flag in sent.flags}
    page = Paginator(found.items, A_PAGE).get_page(request.GET.get("page"))
    for item in page.object_list:
        item.is_flagged = (item.table, item.row) in by_row
    return {
        "crumbs": [
            ("公开目录", reverse("desk_catalog:index")),
            ("导入目录表格", reverse("desk_catalog:tables")),
            (sent.name, None),
        ],
        "sent": sent,
        "flags": found.flags[:LISTED],
        "flags_count": len(found.flags),
        "params": screens.rest_of_query(request.GET, "page"),
        "page": page,
        "would": would,
        "changed": [
            (one.item, screens.compare_values(one.item, one.values)) for one in would.changed[:LISTED]
        ],
        "created": would.created[:LISTED],
        "gone": would.gone[:LISTED],
        "listed": LISTED,
        "form": form,
        "message": message,
    }


@require_safe
@desk_required(roles.ADMIN)
def flags(request: HttpRequest, pk: int) -> HttpResponse:
    """The flags of a table as .csv, for those who mend it."""
    sent = get_object_or_404(TableRead, pk=pk)
    names = ("table", "row", "column", "problem", "text", "proposal")
    rows = ([flag[name] for name in names] for flag in sent.flags)
    return csvfiles.whole(f"flags-{sent.pk}.csv", ["表", "行", "列", "问题", "原文", "建议"], rows)
