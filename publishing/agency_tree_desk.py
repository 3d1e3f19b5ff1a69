"""The tree of agencies on the desk: a new one, many pasted from a table, one renamed, put elsewhere or closed."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from publishing import agency_tree


def reason_field() -> forms.CharField:
    return forms.CharField(
        label="理由",
        max_length=300,
        error_messages={"required": "写明理由"},
        help_text="例如：机构改革新设、更名。",
    )


class PlaceForm(forms.ModelForm):
    """Where an agency stands in the tree and what it is called."""

    reason = reason_field()

    class Meta:
        model = Agency
        fields = agency_tree.FIELDS
        labels = {"parent": "上级", "order": "排序"}
        help_texts = {
            "order": "数小的在前；不填，新机关排在最后。",
            "active": "撤销的机关去掉勾选：不再列出，历史仍保留。要先把它负责的事项交给别的机关。",
        }
        error_messages = {"name": {"required": "填写名称", "unique": "已经有同名的机关"}}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["parent"].queryset = Agency.objects.active()
        self.fields["parent"].empty_label = "（无）"
        self.fields["order"].required = False


class NewForm(PlaceForm):
    """Code and address are given once."""

    field_order = ["code", "slug"]

    class Meta(PlaceForm.Meta):
        fields = ("code", "slug", *agency_tree.FIELDS)
        help_texts = PlaceForm.Meta.help_texts | {"slug": "用在网址里，小写字母和连字符，定了不再改。"}


class PasteForm(forms.Form):
    lines = forms.CharField(
        label="机关名单",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=f"{agency_tree.LINE}；可以从电子表格里复制。例如：CX030,澄溪县体育局,县体育局,部门",
        error_messages={"required": "粘贴机关名单"},
    )
    reason = reason_field()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


@desk_required(roles.ADMIN)
def new(request: HttpRequest) -> HttpResponse:
    government = Agency.objects.filter(kind=Agency.GOVERNMENT).first()
    first = {"parent": government, "active": True, "kind": Agency.DEPARTMENT, "order": None}
    form = NewForm(request.POST or None, initial=first)

    def save(values: dict, reason: str) -> str:
        code, slug = values.pop("code"), values.pop("slug")
        made = agency_tree.add_agency(
            values, code, slug, Actor.of(request.user), at=timezone.now(), reason=reason
        )
        return f"已新增{made.name}。"

    return _page(request, form, "新增机关", save)


@desk_required(roles.ADMIN)
def paste(request: HttpRequest) -> HttpResponse:
    """Many at once: 60 agencies are not typed into 60 forms."""
    form = PasteForm(request.POST or None)

    def save(values: dict, reason: str) -> str:
        made = agency_tree.add_agencies(
            values["lines"], Actor.of(request.user), at=timezone.now(), reason=reason
        )
        return f"已新增 {len(made)} 个机关。"

    return _page(request, form, "批量新增机关", save)


@desk_required(roles.ADMIN)
def place(request: HttpRequest, slug: str) -> HttpResponse:
    agency = get_object_or_404(Agency, slug=slug)
    form = PlaceForm(request.POST or None, instance=agency)

    def save(values: dict, reason: str) -> str:
        agency_tree.place_agency(agency, values, Actor.of(request.user), at=timezone.now(), reason=reason)
        return f"已保存{values['name']}。"

    return _page(request, form, f"调整{agency.name}", save)


def _page(request: HttpRequest, form: forms.BaseForm, title: str, save) -> HttpResponse:
    """The form, and the verb on a valid post; a refusal keeps what was typed."""
    message = ""
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            messages.success(request, save(values, values.pop("reason")))
            return redirect("desk_publishing:agencies")
        except Refused as refused:
            message = refused.message
    crumbs = [("机关信息", reverse("desk_publishing:agencies")), (title, None)]
    context = {"crumbs": crumbs, "form": form, "title": title, "message": message}
    return render(request, "publishing/desk_agency_place.html", context)
