"""Domains on the desk: the list, a new one, one renamed or put out of use."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import roles
from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from catalog.adoption import adopt_reference_items
from catalog.domain_editing import add_domain, edit_domain
from catalog.forms import DomainForm
from catalog.models import Domain, ReferenceItem


@require_safe
@desk_required(roles.ADMIN)
def index(request: HttpRequest) -> HttpResponse:
    """Every domain, those out of use too, with the reference items not yet adopted."""
    in_force = Count("items", filter=Q(items__retired_on=None), distinct=True)
    open_ones = Count("referenceitems", filter=Q(referenceitems__item=None), distinct=True)
    domains = Domain.objects.annotate(items_count=in_force, open_count=open_ones).order_by("order", "pk")
    return render(request, "catalog/desk_domains.html", {"crumbs": _crumbs(None), "domains": domains})


@desk_required(roles.ADMIN)
def new(request: HttpRequest) -> HttpResponse:
    last = Domain.objects.standard().order_by("-order").values_list("order", flat=True).first() or 0
    form = DomainForm(request.POST or None, initial={"order": last + 1, "active": True})
    return _page(request, form, "新增领域", lambda values, reason: _add(request, values, reason))


@desk_required(roles.ADMIN)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    domain = get_object_or_404(Domain, pk=pk)
    form = DomainForm(request.POST or None, instance=domain)
    actor = Actor.of(request.user)
    return _page(
        request,
        form,
        domain.name,
        lambda values, reason: edit_domain(domain, values, actor, at=timezone.now(), reason=reason),
    )


@require_POST
@desk_required(roles.ADMIN)
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """This government takes over the reference items of one domain that it has not taken yet."""
    domain = get_object_or_404(Domain, pk=pk)
    government = get_object_or_404(Agency, kind=Agency.GOVERNMENT)
    rows = ReferenceItem.objects.filter(domain=domain)
    made = adopt_reference_items(government, Actor.of(request.user), timezone.now(), rows)
    messages.success(request, f"“{domain.name}”采用了 {len(made)} 个参考事项；责任机关按类别对应，请核对。")
    return redirect(f"{reverse('desk_catalog:index')}?domain={domain.slug}")


def _add(request: HttpRequest, values: dict, reason: str) -> Domain:
    return add_domain(values, values["slug"], Actor.of(request.user), at=timezone.now(), reason=reason)


def _page(request: HttpRequest, form: DomainForm, title: str, save) -> HttpResponse:
    """The form, and the verb on a valid post; a refusal keeps what was typed."""
    message = ""
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            save(values, values.pop("reason"))
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, f"已保存领域“{values['name']}”。")
            return redirect("desk_catalog:domains")
    context = {"crumbs": _crumbs(title), "form": form, "title": title, "message": message}
    return render(request, "catalog/desk_domain.html", context)


def _crumbs(last: str | None) -> list[tuple[str, str | None]]:
    home = ("公开目录", reverse("desk_catalog:index"))
    return [home, ("领域", reverse("desk_catalog:domains")), (last, None)] if last else [home, ("领域", None)]
