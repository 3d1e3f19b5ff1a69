"""The audit log as the auditor reads it: filters, the state of the chain, and an export (网络安全法 21: kept six months)."""

import json
from collections.abc import Iterator
from datetime import timedelta

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import roles
from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verb_rows import EXPORT_AUDIT
from audit import seal
from audit.models import Entry
from audit.record import record, words

PAGE = 50
DAY = forms.DateInput(attrs={"type": "date"})


class EntryFilter(django_filters.FilterSet):
    """From and to a day, by actor, by word; unknown values find nothing to change."""

    since = django_filters.DateFilter(label="从", field_name="at", lookup_expr="date__gte", widget=DAY)
    until = django_filters.DateFilter(label="到", field_name="at", lookup_expr="date__lte", widget=DAY)
    word = django_filters.ChoiceFilter(
        label="动作", choices=lambda: [(word, word) for word in sorted(words())], empty_label="全部"
    )
    actor = django_filters.CharFilter(label="操作者", field_name="actor_label", lookup_expr="contains")

    class Meta:
        model = Entry
        fields: list[str] = []


def _found(parameters) -> EntryFilter:
    plain = parameters.copy()
    for name, values in plain.lists():
        plain.setlist(name, [value.replace("\0", "") for value in values])
    return EntryFilter(plain, queryset=Entry.objects.order_by("-pk"))


@require_safe
@desk_required(roles.AUDITOR)
def entries(request: HttpRequest) -> HttpResponse:
    """Newest first, with what is not sealed yet and the head of the chain."""
    found = _found(request.GET)
    sequence, digest = seal.head()
    context = {
        "form": found.form,
        "page": Paginator(found.qs.select_related("seal"), PAGE).get_page(request.GET.get("page")),
        "sequence": sequence,
        "digest": digest,
        "unsealed": Entry.objects.unsealed().filter(at__lt=timezone.now() - timedelta(minutes=5)).count(),
    }
    return render(request, "disclosure/audit.html", context)


@require_POST
@desk_required(roles.AUDITOR)
def export(request: HttpRequest) -> HttpResponse:
    """What the filters find, one JSON object a line, with seals; the export itself is recorded first."""
    found = _found(request.POST)
    record(Actor.of(request.user), EXPORT_AUDIT.word, request.user, at=timezone.now())
    response = StreamingHttpResponse(lines(found.qs), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.jsonl"'
    return response


def lines(found: QuerySet) -> Iterator[str]:
    """Entries in their order, each with its place in the chain."""
    for entry in found.select_related("seal").order_by("pk").iterator(chunk_size=2000):
        sealed = getattr(entry, "seal", None)
        row = {
            "id": entry.pk,
            "at": timezone.localtime(entry.at).isoformat(),
            "actor_id": entry.actor_id,
            "actor": entry.actor_label,
            "word": entry.word,
            "subject_type": entry.subject_type,
            "subject_id": entry.subject_id,
            "subject": entry.subject_label,
            "reason": entry.reason,
            "detail": entry.detail,
            "sequence": sealed.sequence if sealed else None,
            "digest": sealed.digest if sealed else None,
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"
