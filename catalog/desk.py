"""The catalogue's desk: find an item, edit it, read its versions side by side, retire it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import roles
from accounts.access import desk_required, roles_of
from accounts.actors import Actor
from accounts.verbs import Refused, allowed
from agencies.models import Agency
from catalog import actions, elements, screens, verbs
from catalog.finding import found, neighbours
from catalog.forms import FindForm, ItemForm, NewItemForm
from catalog.limits import in_words
from catalog.merging import merged
from catalog.models import Item, ItemVersion
from catalog.several import restore_item
from catalog.several_desk import FORMS
from duties.models import Duty

A_PAGE = 50


@require_safe
@desk_required(roles.ADMIN, roles.EDITOR, roles.SUPERVISOR)
def index(request: HttpRequest) -> HttpResponse:
    """Items by word, domain and state; incomplete ones and those with a limit that cannot be computed apart."""
    form = FindForm(request.GET)
    form.is_valid()
    rows = found(form.cleaned_data, timezone.localdate())
    context = {
        "crumbs": [("公开目录", None)],
        "find": form,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "params": screens.rest_of_query(request.GET, "page"),
        "here": screens.rest_of_query(request.GET),
        "verbs": [(name, label) for name, (label, _) in FORMS.items()],
        "may_edit": roles.ADMIN in roles_of(request.user),
    }
    return render(request, "catalog/desk_index.html", context)


@desk_required(roles.ADMIN)
def new(request: HttpRequest) -> HttpResponse:
    """An item that no table brought."""
    first = {"effective_on": timezone.localdate(), "method": elements.ACTIVE, "audience": elements.EVERYONE}
    form = NewItemForm(request.POST or None, initial=first | {"domain": request.GET.get("domain")})
    message = ""
    if request.method == "POST" and form.is_valid():
        values = form.changes()
        try:
            item = actions.add_item(
                values.pop("domain"),
                values,
                Actor.of(request.user),
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
                effective_on=form.cleaned_data["effective_on"],
            )
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, f"已新增“{item.name}”，编号 {item.code}。")
            return redirect("desk_catalog:edit", item.pk)
    crumbs = [("公开目录", reverse("desk_catalog:index")), ("新增事项", None)]
    context = {"crumbs": crumbs, "form": form, "message": message}
    return render(request, "catalog/desk_new.html", context)


@desk_required(roles.ADMIN)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """All elements of one item; a reason and a date of effect make a new version."""
    item = _item(pk)
    if item.retired_on:
        return redirect("desk_catalog:versions", pk)
    first = ItemForm.initial_of(item) | _as_it_was(request, item) | {"effective_on": timezone.localdate()}
    form = ItemForm(request.POST or None, initial=first)
    message = ""
    if request.method == "POST" and form.is_valid():
        message = _save(request, item, form)
        if not message:
            return redirect(_after_saving(request, pk))
    return render(request, "catalog/desk_edit.html", _edit_context(request, item, form, message))


def _after_saving(request: HttpRequest, pk: int) -> str:
    """The list one came from, where that was asked for; else the item again. Both keep the list's filters."""
    back = screens.rest_of_query(request.GET, "from")
    if "to_list" in request.POST:
        return f"{reverse('desk_catalog:index')}?{back}#item-{pk}"
    return f"{reverse('desk_catalog:edit', args=[pk])}?{back}"


def _as_it_was(request: HttpRequest, item: Item) -> dict:
    """`?from=3`: the elements of that version, to be looked at and saved as a new one."""
    number = request.GET.get("from", "")
    old = item.versions.filter(number=number).first() if number.isascii() and number.isdigit() else None
    if old is None:
        return {}
    values = {name: old.snapshot[name] for name in actions.FIELDS if name in old.snapshot}
    agencies = Agency.objects.active().filter(name__in=old.snapshot["agencies"])
    reason = f"改回第{old.number}版"
    return values | {"agencies": list(agencies.values_list("pk", flat=True)), "reason": reason}


def _save(request: HttpRequest, item: Item, form: ItemForm) -> str:
    """Saves a new version; returns the refusal's sentence, or "" when it is saved."""
    data = form.cleaned_data
    try:
        made = actions.edit_item(
            item,
            form.changes(),
            Actor.of(request.user),
            at=timezone.now(),
            reason=data["reason"],
            effective_on=data["effective_on"],
            version=data["version"],
        )
    except Refused as refused:
        for name, sentence in refused.fields.items():
            form.add_error(name, sentence)
        return refused.message
    messages.success(request, f"已保存为第{made.number}版。")
    return ""


def _edit_context(request: HttpRequest, item: Item, form: ItemForm, message: str) -> dict:
    """Where another version came between, what it changed is shown, and taken over where it was not touched."""
    item.refresh_from_db()
    now = item.versions.first()
    read = _version_read(form, item)
    between = screens.compare(read.snapshot, now.snapshot) if read else None
    if read:
        form.data = merged(form.data, read.snapshot, now.snapshot, now.number)
    back = screens.rest_of_query(request.GET, "from")
    before, after = neighbours(item, timezone.localdate())
    return {
        "crumbs": [("公开目录", f"{reverse('desk_catalog:index')}?{back}#item-{item.pk}"), (item.name, None)],
        "back": back,
        "before": before,
        "after": after,
        "was": request.GET.get("from", "") if form.initial.get("reason") else "",
        "item": item,
        "form": form,
        "message": message,
        "between": between,
        "last": now,
        "cited": item.cited,
        "limits": [in_words(limit) for limit in item.parsed_limits],
        "incomplete": [elements.LABELS[name] for name in item.incomplete],
        "verbs": allowed([verbs.RETIRE], item, Actor.of(request.user)),
    }


def _version_read(form: ItemForm, item: Item) -> ItemVersion | None:
    """The version that the editor had read, where a newer one has been saved since."""
    number = form.data.get("version", "") if form.is_bound else ""
    if not (number.isascii() and number.isdigit()) or int(number) >= item.version:
        return None
    return item.versions.filter(number=number).first()


@require_safe
@desk_required(roles.ADMIN, roles.EDITOR, roles.SUPERVISOR)
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions; `?a=` and `?b=` are compared side by side (the last two when not given)."""
    item = _item(pk)
    made = list(item.versions.all())
    by_number = {str(version.number): version for version in made}
    new = by_number.get(request.GET.get("b", ""), made[0])
    old = by_number.get(request.GET.get("a", ""), made[1] if len(made) > 1 else made[0])
    context = {
        "crumbs": [("公开目录", reverse("desk_catalog:index")), (item.name, None)],
        "item": item,
        "versions": made,
        "old": old,
        "new": new,
        "rows": screens.compare(old.snapshot, new.snapshot),
        "reference": screens.difference_from_reference(item),
        "may_edit": bool(allowed([verbs.EDIT], item, Actor.of(request.user))),
        "restore": allowed([verbs.RESTORE], item, Actor.of(request.user)),
        "renewals": _renewals(request, item),
    }
    return render(request, "catalog/desk_versions.html", context)


def _renewals(request: HttpRequest, item: Item) -> list[Duty]:
    """The item's open renewals that are this person's work, each leading to a new draft under the item."""
    return list(Duty.objects.for_user(request.user).about(item).order_by("due_on"))


@require_POST
@desk_required(roles.ADMIN)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(pk)
    try:
        actions.retire_item(
            item, Actor.of(request.user), at=timezone.now(), reason=request.POST.get("reason", "")
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("desk_catalog:edit", pk)
    messages.success(request, f"“{item.name}”已停用，旧版本仍可查阅。")
    return redirect("desk_catalog:versions", pk)


@require_POST
@desk_required(roles.ADMIN)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(pk)
    try:
        restore_item(item, Actor.of(request.user), at=timezone.now(), reason=request.POST.get("reason", ""))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("desk_catalog:versions", pk)
    messages.success(request, f"“{item.name}”已恢复，从今天起重新在用。")
    return redirect("desk_catalog:edit", pk)


def _item(pk: int) -> Item:
    return get_object_or_404(Item.objects.select_related("domain", "reference"), pk=pk)
