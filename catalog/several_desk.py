"""Several items at once on the desk: chosen in the list, looked at once more, then done as one."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import roles
from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from catalog import several
from catalog.finding import found
from catalog.forms import FindForm
from catalog.models import Item

MOST = 1000
REASON = forms.CharField(
    label="理由",
    max_length=300,
    widget=forms.Textarea(attrs={"rows": 2}),
    help_text="公众在修改记录里能看到。",
    error_messages={"required": "写明理由"},
)


def an_agency(label: str, queryset: QuerySet) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=queryset, empty_label="请选择", error_messages={"required": f"选择{label}"}
    )


class HandOverForm(forms.Form):
    """`was`: one of the agencies that answer for the chosen items."""

    was = an_agency("原来的机关", Agency.objects.none())
    now = an_agency("改由的机关", Agency.objects.none())
    reason = REASON

    def __init__(self, items: list[Item], *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        answering = Agency.objects.filter(items__in=items).distinct().order_by("order", "pk")
        self.fields["was"].queryset = answering
        self.fields["now"].queryset = Agency.objects.active()
        if answering.count() == 1:
            self.initial["was"] = answering.first().pk

    def do(self, items: list[Item], actor: Actor) -> str:
        was, now = self.cleaned_data["was"], self.cleaned_data["now"]
        at, reason = timezone.now(), self.cleaned_data["reason"]
        done = several.hand_over(items, was, now, actor, at=at, reason=reason)
        left = f"，{len(items) - done} 个原来就不由它负责，没有动" if done < len(items) else ""
        return f"{done} 个事项由{was.short_name}改为{now.short_name}负责{left}。改错了，可以再改回来。"


class RetireForm(forms.Form):
    reason = REASON

    def __init__(self, items: list[Item], *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def do(self, items: list[Item], actor: Actor) -> str:
        reason = self.cleaned_data["reason"]
        done = several.retire_items(items, actor, at=timezone.now(), reason=reason)
        return f"{done} 个事项已停用。停错了，在范围“已停用”里可以恢复。"


class MoveForm(forms.Form):
    after = forms.ModelChoiceField(
        label="移到哪一项后面", queryset=Item.objects.none(), required=False, empty_label="（最前面）"
    )

    def __init__(self, items: list[Item], *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        on, chosen = timezone.localdate(), [item.pk for item in items]
        same = Item.objects.current(on).filter(domain=items[0].domain_id).exclude(pk__in=chosen)
        self.fields["after"].queryset = same.order_by("order", "pk")
        self.fields["after"].label_from_instance = lambda item: f"{item.code} {item.level1} · {item.name}"

    def do(self, items: list[Item], actor: Actor) -> str:
        after = self.cleaned_data["after"]
        done = several.move_items(items, after, actor, at=timezone.now())
        return f"{done} 个事项已移到{f'“{after.name}”后面' if after else '最前面'}。"


FORMS: dict[str, tuple[str, Callable]] = {
    "hand_over": ("换责任机关", HandOverForm),
    "retire": ("停用", RetireForm),
    "move": ("移动位置", MoveForm),
}


@require_POST
@desk_required(roles.ADMIN)
def do(request: HttpRequest, verb: str) -> HttpResponse:
    """What was chosen, with the questions of the verb; `sure` posts them. Then back to the same list."""
    if verb not in FORMS:
        raise Http404
    label, form_class = FORMS[verb]
    back = f"{reverse('desk_catalog:index')}?{request.GET.urlencode()}"
    items = _chosen(request)
    if not items or len(items) > MOST:
        messages.error(request, several.NOTHING if not items else f"一次最多 {MOST} 个事项，请缩小范围。")
        return redirect(back)
    sure = "sure" in request.POST
    form = form_class(items, request.POST if sure else None)
    message = ""
    if sure and form.is_valid():
        try:
            messages.success(request, form.do(items, Actor.of(request.user)))
            return redirect(back)
        except Refused as refused:
            message = refused.message
    context = {
        "crumbs": [("公开目录", back), (label, None)],
        "label": label,
        "items": items,
        "numbers": ",".join(str(item.pk) for item in items),
        "form": form,
        "message": message,
        "back": back,
    }
    return render(request, "catalog/desk_several.html", context)


def _chosen(request: HttpRequest) -> list[Item]:
    """The items ticked, or all that the list finds; retired ones are left out."""
    rows = Item.objects.current(timezone.localdate()).select_related("domain")
    if "all" in request.POST:
        form = FindForm(request.GET)
        form.is_valid()
        rows = rows.filter(pk__in=found(form.cleaned_data, timezone.localdate()).values("pk"))
    else:
        given = [*request.POST.getlist("item"), *request.POST.get("items", "").split(",")]
        rows = rows.filter(pk__in=[int(n) for n in given if n.isascii() and n.isdigit() and len(n) < 10])
    return list(rows.order_by("domain__order", "order", "pk")[: MOST + 1])
