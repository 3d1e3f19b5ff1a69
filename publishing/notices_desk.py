"""Desk: which personal fields public notices show, by kind and by catalogue item; the supervising office sets them."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import desk_required, roles_of
from accounts.actors import Actor
from accounts.verbs import Refused
from catalog.models import Item
from publishing import actions, notices, personal, verbs
from publishing.access import READERS
from publishing.models import NoticeField, NoticeKind


class FieldForm(forms.Form):
    """One rule: of a kind of notice, or of one catalogue item by its code."""

    kind = forms.ModelChoiceField(
        label="公示类别", queryset=NoticeKind.objects.all(), required=False, empty_label="按公开事项"
    )
    item = forms.ModelChoiceField(
        label="公开事项",
        queryset=Item.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.TextInput,
        help_text="填事项编码。只对这一个事项的公示有效，比类别优先；按类别规定的不填。",
        error_messages={"invalid_choice": "没有这个编码的公开事项"},
    )
    field = forms.ChoiceField(label="个人信息", choices=list(personal.LABELS.items()))
    treatment = forms.ChoiceField(label="公示时", choices=personal.TREATMENTS)
    reason = forms.CharField(label="依据", max_length=200, error_messages={"required": "写明依据"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


@desk_required(*READERS)
def fields(request: HttpRequest) -> HttpResponse:
    """The rules that hold, and a form for another one."""
    sets = bool(verbs.SET_NOTICE_FIELD.roles & roles_of(request.user))
    form, message = FieldForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_notice_field(Actor.of(request.user), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, "已按新的规定显示和遮盖，公众页面马上随之改变。")
            return redirect("desk_publishing:notice_fields")
    rules = NoticeField.objects.filter(retired_at=None).select_related("kind", "item")
    context = {
        "form": form if sets else None,
        "message": message,
        "groups": _grouped(rules),
        "general": notices.GENERAL,
        "crumbs": [("信息发布", reverse("desk_publishing:index")), ("公示里的个人信息", None)],
    }
    return render(request, "publishing/desk_notice_fields.html", context)


def _grouped(rules) -> list[tuple[str, list[NoticeField]]]:
    groups: dict[str, list[NoticeField]] = {}
    for rule in rules:
        groups.setdefault(rule.kind.label if rule.kind else f"事项：{rule.item}", []).append(rule)
    return list(groups.items())
