"""The desk's page of a project: who answers for each of the eight kinds of information, and what fills it."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from publishing import actions
from publishing.access import READERS, WRITERS, desk_publication, desk_publications
from publishing.characters import is_printable
from publishing.models import Publication, Stage
from publishing.records import projects
from publishing.records.kinds import PROJECT

OFFERED = 30


class AssignForm(forms.Form):
    agency = forms.ModelChoiceField(label="责任机关", queryset=Agency.objects.active(), empty_label=None)
    needless = forms.CharField(
        label="不涉及的理由", max_length=200, required=False, help_text="项目没有这一类信息的才填。"
    )

    def __init__(self, *args, stage: Stage, **kwargs):
        first = {"agency": stage.agency_id, "needless": stage.needless}
        super().__init__(*args, label_suffix="", prefix=stage.name, initial=first, **kwargs)


class FillForm(forms.Form):
    """A publication by choice, or by its index number, its address or its whole title."""

    chosen = forms.ChoiceField(label="从这些里选", required=False)
    which = forms.CharField(
        label="或者写索引号、网址、标题",
        max_length=300,
        required=False,
        help_text="任何机关、任何栏目的信息都可以。",
    )

    def __init__(self, *args, stage: Stage, offered: list[Publication], **kwargs):
        super().__init__(*args, label_suffix="", prefix=f"{stage.name}-fill", **kwargs)
        rows = [
            (row.public_id, f"{row.title}（{row.agency.short_name}，{row.state_name}）") for row in offered
        ]
        self.fields["chosen"].choices = [("", "请选择"), *rows]

    def wanted(self) -> str:
        return self.cleaned_data["chosen"] or self.cleaned_data["which"].strip()


def _project(user, public_id: str) -> Publication:
    found = desk_publication(user, public_id)
    if found.record != PROJECT.name:
        raise Http404("这不是重大建设项目。")
    return found


@desk_required(*READERS)
def stages(request: HttpRequest, public_id: str) -> HttpResponse:
    """All eight kinds, each with its forms."""
    return _page(request, _project(request.user, public_id))


def _page(
    request: HttpRequest, project: Publication, message: str = "", bound: dict | None = None, status=200
):
    offered = _offered(request.user, project)
    rows = [
        (
            stage,
            stage.publications.select_related("agency"),
            (bound or {}).get(("assign", stage.pk)) or AssignForm(stage=stage),
            (bound or {}).get(("fill", stage.pk)) or FillForm(stage=stage, offered=offered),
        )
        for stage in project.stages.select_related("agency")
    ]
    context = {
        "publication": project,
        "progress": projects.progress([project], timezone.now()).get(project.pk),
        "rows": rows,
        "message": message,
        "crumbs": [
            ("信息发布", reverse("desk_publishing:index")),
            (project.title, reverse("desk_publishing:detail", args=[project.public_id])),
            ("八类信息", None),
        ],
    }
    return render(request, "publishing/desk_stages.html", context, status=status)


def _offered(user, project: Publication) -> list[Publication]:
    """Those that name the project in their title, and the newest of its column, that are in no kind yet."""
    near = Q(title__icontains=project.title) | Q(column=project.column)
    free = desk_publications(user).filter(near, fills=None).exclude(state="withdrawn").exclude(pk=project.pk)
    rows = list(free.defer("text", "body_html").order_by("-changed_at")[:200])
    return sorted(rows, key=lambda row: project.title not in row.title)[:OFFERED]


@desk_required(*WRITERS)
def change(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One kind: `do` is assign, fill or clear. Refused, the page comes back with what was typed."""
    project = _project(request.user, public_id)
    if request.method != "POST":
        return redirect("desk_publishing:stages", public_id)
    stage = get_object_or_404(project.stages, name=name)
    kind = request.POST.get("do", "")
    form = (
        AssignForm(request.POST, stage=stage)
        if kind == "assign"
        else FillForm(request.POST, stage=stage, offered=_offered(request.user, project))
    )
    try:
        _do(kind, stage, form, request)
    except Refused as refused:
        return _page(request, project, refused.message, {(kind, stage.pk): form}, 409)
    messages.success(request, f"{stage}已保存。")
    return redirect(f"{reverse('desk_publishing:stages', args=[public_id])}#{name}")


def _do(kind: str, stage: Stage, form, request: HttpRequest) -> None:
    actor, at = Actor.of(request.user), timezone.now()
    if kind == "clear":
        held = stage.publications.filter(public_id=request.POST.get("publication", "")).first()
        if held is None:
            raise Refused("这份信息已经不在这一类里。")
        actions.clear_stage(stage, held, actor, at=at)
        return
    if not form.is_valid():
        raise Refused("；".join(error for errors in form.errors.values() for error in errors))
    if kind == "assign":
        actions.assign_stage(stage, actor, at=at, **form.cleaned_data)
    elif kind == "fill":
        actions.fill_stage(stage, _found(form.wanted(), request), actor, at=at)
    else:
        raise Refused("没有这个操作，请刷新页面后再试。")


def _found(words: str, request: HttpRequest) -> Publication:
    """What this person means: something of their agencies, or anything public."""
    if not words:
        raise Refused("选一份信息，或者写它的索引号、网址、标题。")
    if is_printable(words):
        key = words.rstrip("/").rsplit("/", 1)[-1] if "/publications/" in words else words
        named = Q(public_id=key) | Q(index_number=words) | Q(title=words)
        for rows in (desk_publications(request.user), Publication.objects.published(timezone.now())):
            if found := rows.filter(named).first():
                return found
    raise Refused(f"没有找到“{words[:40]}”：核对索引号，或者复制它的网址。")
