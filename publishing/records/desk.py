"""Typed records on the desk: what a person's agencies hold of one kind, one row at a time, or many from a table."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import desk_required
from accounts.actors import Actor
from publishing import actions
from publishing.access import READERS, WRITERS, desk_publication, desk_publications
from publishing.desk import write
from publishing.models import Publication
from publishing.records import values, world
from publishing.records.forms import RecordForm, initial_of
from publishing.records.kinds import RECORDS, Record

PAGE = 30


def kind_of(name: str) -> Record:
    """The kind of record of that name; Http404 otherwise."""
    if name not in RECORDS:
        raise Http404("没有这种记录。")
    return RECORDS[name]


def crumbs(record: Record, here: str = "") -> list[tuple[str, str | None]]:
    top = [("信息发布", reverse("desk_publishing:index"))]
    if not here:
        return [*top, (record.label, None)]
    return [*top, (record.label, reverse("desk_publishing:records", args=[record.name])), (here, None)]


@desk_required(*READERS)
def records(request: HttpRequest, name: str) -> HttpResponse:
    """What this person's agencies hold of one kind, newest decision first; `?state=` narrows."""
    record = kind_of(name)
    held = desk_publications(request.user).filter(record=name)
    state = request.GET.get("state", "")
    rows = held.filter(state=state) if state in Publication.State.values else held
    page = Paginator(rows.order_by("-formed_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    named = world.names(page.object_list)
    context = {
        "record": record,
        "records": list(RECORDS.values()),
        "states": [(value, label, value == state) for value, label in Publication.State.choices],
        "state": state,
        "page": page,
        "rows": [(row, _cells(row, record, named)) for row in page.object_list],
        "params": f"state={state}" if state else "",
        "crumbs": crumbs(record),
    }
    return render(request, "publishing/desk_records.html", context)


def _cells(row: Publication, record: Record, named: dict[str, str]) -> list[str]:
    return [values.shown(field, row.fields.get(field.name), named) for field in record.listed]


@desk_required(*WRITERS)
def new(request: HttpRequest, name: str) -> HttpResponse:
    """One more row; "保存，再填一条" keeps the agency and comes back empty."""
    record = kind_of(name)
    first = {"attribute": "active", "agency": request.GET.get("agency", "")}
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        record=record,
        user=request.user,
        on=timezone.localdate(),
        initial=first,
    )

    def save(facts):
        return actions.draft(Actor.of(request.user), at=timezone.now(), **facts)

    answer = _write(request, form, save)
    if "again" in request.POST and answer.status_code == 302:
        agency = form.cleaned_data["agency"].pk
        return redirect(f"{reverse('desk_publishing:record_new', args=[name])}?agency={agency}")
    return answer


@desk_required(*WRITERS)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes a record that is not public yet."""
    publication = desk_publication(request.user, public_id)
    record = kind_of(publication.record)
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        record=record,
        user=request.user,
        on=timezone.localdate(),
        publication=publication,
        initial=initial_of(publication),
    )

    def save(facts):
        facts.pop("agency")
        version = form.cleaned_data["version"] or 0
        return actions.edit(publication, Actor.of(request.user), version=version, at=timezone.now(), **facts)

    return _write(request, form, save, publication)


def _write(request: HttpRequest, form: RecordForm, save, publication=None) -> HttpResponse:
    extra = {"record": form.record}
    return write(request, form, save, publication, "publishing/desk_record_form.html", extra)


def saved(request: HttpRequest, count: int) -> None:
    messages.success(request, f"已导入 {count} 条，都是草稿：逐条送审、审查、批准后发布。")
