"""Agencies on the desk: what each says of itself in its guide and in the 机构职能目录."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import roles
from accounts.access import agencies_of, desk_required, roles_of
from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from publishing.agency_editing import FIELDS, edit_agency

EDITORS = (roles.EDITOR, roles.HEAD, roles.ADMIN)
LONG = {"functions", "divisions"}


class AgencyForm(forms.ModelForm):
    """The statutory fields of the guide, then the entry in the 机构职能目录."""

    reason = forms.CharField(label="修改理由", max_length=300, error_messages={"required": "写明修改理由"})

    class Meta:
        model = Agency
        fields = FIELDS
        widgets = {name: forms.Textarea(attrs={"rows": 6}) for name in LONG}
        help_texts = {
            "online_contact": "例如在线申请的网址或者栏目。",
            "disclosure_head": "对外公布的政府信息公开工作负责人。",
            "divisions": "每行一个内设机构，可以写上职责和电话。",
        }
        error_messages = {"email": {"invalid": "电子邮箱的格式不对"}}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


@require_safe
@desk_required(*EDITORS)
def index(request: HttpRequest) -> HttpResponse:
    """The agencies whose data this person keeps, with what their guides lack."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = agencies_of(request.user, *EDITORS)
    named = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__icontains=words)
    may_place = roles.ADMIN in roles_of(request.user)
    context = {
        "crumbs": [("机关信息", None)],
        "agencies": found.filter(named).select_related("parent"),
        "words": words,
        "may_place": may_place,
        "closed": Agency.objects.filter(active=False) if may_place else [],
    }
    return render(request, "publishing/desk_agencies.html", context)


@desk_required(*EDITORS)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    agency = get_object_or_404(agencies_of(request.user, *EDITORS), slug=slug)
    form = AgencyForm(request.POST or None, instance=agency)
    message = ""
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            edit_agency(
                agency, values, Actor.of(request.user), at=timezone.now(), reason=values.pop("reason")
            )
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, f"已保存{agency.short_name}的信息。")
            return redirect("desk_publishing:agencies")
    context = {
        "crumbs": [("机关信息", reverse("desk_publishing:agencies")), (agency.short_name, None)],
        "agency": agency,
        "form": form,
        "message": message,
    }
    return render(request, "publishing/desk_agency.html", context)
