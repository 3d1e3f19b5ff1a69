"""The staff's pages: queues, one draft with its obstacles, its form."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed
from audit.models import Entry
from publishing import (
    actions,
    columns,
    findings,
    gates,
    grounds,
    notices,
    proofreading,
    richtext,
    rules,
    verbs,
    waiting,
)
from publishing.access import READERS, WRITERS, desk_publication, desk_publications
from publishing.forms import (
    DecisionForm,
    FileForm,
    PublicationForm,
    ReassessForm,
    ScheduleForm,
)
from publishing.models import Attachment, Correction, Publication
from publishing.pages import stated
from publishing.records import steps as record_steps
from publishing.records import world
from publishing.titles import shortened

PAGE = 20
PICTURES = ("image/png", "image/jpeg")
QUEUES = (
    ("mine", "我起草的"),
    ("submitted", "待审查"),
    ("referred", "待主管部门确定"),
    ("reviewed", "待批准"),
    ("approved", "待发布"),
    ("published", "已发布"),
    ("closed", "不公开和已撤回"),
)
BUTTONS = (
    verbs.SUBMIT,
    verbs.APPROVE,
    verbs.PUBLISH,
    verbs.UNSCHEDULE,
    verbs.SEND_BACK,
    verbs.PUBLISH_URGENTLY,
    verbs.WITHDRAW,
)
NEXT = {
    "submitted": "下一步：由审核人在“信息发布 → 待审查”里审查保密、个人信息和文字。",
    "referred": "下一步：由主管部门确定能否公开。",
    "reviewed": "下一步：由没有起草这份稿件的人批准。",
    "approved": "下一步：按“发布”，或者定时发布。",
    "scheduled": "已定时，到时自动发布，不用再做什么；要提前的，现在就按“发布”。",
}
DONE = {
    "submit": "已提交审查。",
    "mask": "已遮盖找到的个人信息，请看一遍再提交。",
    "approve": "已批准。",
    "publish": "已发布，公众现在可以看到。",
    "publish_urgently": "已紧急发布。校对和审批要在下一个工作日前补办，已经列入待办。",
    "unschedule": "已取消定时发布。",
    "send_back": "已退回修改。",
    "withdraw": "已撤回，原地址现在显示撤回说明。",
}


@desk_required(*READERS)
def queues(request: HttpRequest) -> HttpResponse:
    """The drafts and publications of this person's agencies, by what is to be done with them."""
    rows = desk_publications(request.user)
    tabs = [(name, label, _in_queue(rows, name, request.user).count()) for name, label in QUEUES]
    queue = request.GET.get("queue", "")
    if queue not in dict(QUEUES):  # one's own drafts, else the first that waits for somebody
        queue = next((name for name, _, waiting in tabs[:5] if waiting), "mine")
    page = Paginator(_in_queue(rows, queue, request.user), PAGE).get_page(request.GET.get("page"))
    context = {"tabs": tabs, "queue": queue, "page": page, "params": f"queue={queue}"}
    return render(request, "publishing/desk_queues.html", context)


def _in_queue(rows, queue: str, user):
    rows = rows.defer("text", "rich_text", "body_html").order_by("-changed_at", "-pk")
    if queue == "mine":
        return rows.filter(drafted_by=user).exclude(state__in=["published", "withdrawn"])
    if queue == "closed":
        return rows.filter(state="withdrawn") | rows.exclude(attribute="active")
    if queue == "approved":
        rows = rows.filter(attribute="active")
    return rows.filter(state=queue)


@desk_required(*READERS)
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One publication on the desk: state, obstacles, text, reviews, files, history, and the buttons it allows."""
    publication = desk_publication(request.user, public_id)
    return render(request, "publishing/desk_detail.html", detail_context(request, publication))


def detail_context(request: HttpRequest, publication: Publication, message: str = "") -> dict:
    at = timezone.now()
    actor = Actor.of(request.user)
    can = {verb.name for verb in allowed(verbs.VERBS, publication, actor)}
    step = {"draft": "submit", "reviewed": "approve", "approved": "publish"}.get(publication.state, "")
    panel = settings.PUBLICATION_PANELS.get(publication.kind)
    return {
        "publication": publication,
        "obstacles": gates.obstacles(publication, step or "publish", at)
        if step or publication.state in ("submitted", "referred")
        else [],
        "next_step": next_step(publication),
        "body": body_of(publication),
        "buttons": _buttons(publication, actor),
        "came_back": waiting.came_back(publication) if publication.state == "draft" else None,
        "steps": steps(publication, can, at),
        "can": can,
        "can_review": any(name.startswith("review_") for name in can),
        "edit_url": edit_url(publication),
        "record_rows": world.rows(publication, personal=True),
        "found": findings.of(publication) if "mask" in can else None,
        "faults": proofreading.of(publication) if "edit" in can else [],
        "latest": gates.latest_reviews(publication),
        "reviews": publication.reviews.all(),
        "revisions": publication.revisions.all(),
        "proposed": proposed(publication),
        "corrections": publication.corrections.all(),
        "log": Entry.objects.about(publication).order_by("-at", "-pk")[:30],
        "file_form": FileForm(),
        "originals": Attachment.kept.filter(publication=publication).exclude(superseded_at=None),
        "notice": notices.preview(publication),
        "message": message,
        "crumbs": [("信息发布", reverse("desk_publishing:index")), (shortened(publication.title), None)],
        "panel": import_string(panel)(publication, actor, at) if panel else None,
    }


def next_step(publication: Publication) -> str:
    """What is to be done now, and by whom; "" where nothing leads to the public."""
    if publication.attribute != grounds.PUBLIC:
        return ""
    return (
        NEXT["scheduled" if publication.scheduled_at else publication.state]
        if publication.state in NEXT
        else ""
    )


def body_of(publication: Publication) -> SafeString:
    """The text as its page shows it; pictures are read from the desk's own address, whatever page of the desk this is."""
    here = reverse("desk_publishing:detail", args=[publication.public_id])
    html = richtext.with_files(publication.body_html, here)
    return SafeString(html)  # nosec B703 - passed the allow-list when it was stored


def _buttons(publication: Publication, actor: Actor) -> list:
    """What is not 主动公开 has no button that leads to the public."""
    found = allowed(BUTTONS, publication, actor)
    public = publication.attribute == grounds.PUBLIC
    if publication.scheduled_at is None:
        found = [verb for verb in found if verb is not verbs.UNSCHEDULE]
    return found if public else [verb for verb in found if verb.target != "published"]


def steps(publication: Publication, can: set[str], at, forms: dict | None = None) -> list[tuple]:
    """(heading, explanation, address name, form, button) of each step that asks for more than a button."""
    given = forms or {}
    waiting = proposed(publication)
    due = publication.urgent_due
    offered = (
        (
            "decide_secrecy" in can,
            "确定能否公开",
            "该机关保密审查“不能确定”，由主管部门确定（第十七条）。",
            "decide",
            DecisionForm(),
        ),
        (
            "follow_up" in can and due is not None,
            "补办校对和审批",
            f"这份信息是紧急发布的，应于{stated(due)}前补办。理由：{publication.urgent_reason}",
            "follow_up",
            DecisionForm(),
        ),
        (
            "reassess" in can and publication.attribute != grounds.PUBLIC,
            "再次评估",
            "可以公开的，按“修改”改为主动公开，重新送审；仍不公开的，在这里写明理由（第十八条）。",
            "reassess",
            ReassessForm(initial={"next_due": rules.review_due(timezone.localdate(at))}),
        ),
        (
            "schedule" in can and publication.attribute == grounds.PUBLIC,
            "定时发布",
            f"已定于{timezone.localtime(publication.scheduled_at):%Y年%-m月%-d日 %H:%M}发布，可以改。"
            if publication.scheduled_at
            else "不马上发布的，可以定一个时间，到时自动发布。",
            "schedule",
            ScheduleForm(),
        ),
        (
            waiting is not None and "decide_correction" in can,
            "核准更正",
            f"更正说明：{waiting.note}" if waiting else "",
            "decide_correction",
            DecisionForm(),
        ),
        *record_steps.offered(publication, can),
    )
    return [
        (heading, text, f"desk_publishing:{name}", given.get(name, form))
        for shown, heading, text, name, form in offered
        if shown
    ]


def proposed(publication: Publication) -> Correction | None:
    """The correction that waits to be decided, if any; only what is public has one."""
    if publication.state != Publication.State.PUBLISHED:
        return None
    return publication.corrections.filter(state=Correction.State.PROPOSED).first()


def edit_url(publication: Publication) -> str:
    """The form of its kind (settings.PUBLICATION_EDITORS), else the general one."""
    name = settings.PUBLICATION_EDITORS.get(publication.kind, "desk_publishing:edit")
    if publication.record:
        name = "desk_publishing:record_edit"
    return reverse(name, args=[publication.public_id])


@desk_required(*WRITERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new draft (`?kind=`, `?item=`: the item it serves); a half-filled form keeps every character."""
    kind, item = request.GET.get("kind", "notice"), request.GET.get("item", "")
    initial = {"kind": kind, "column": columns.for_kind(kind), "formed_on": timezone.localdate()}
    initial["items"] = [item] if item.isascii() and item.isdigit() else []
    form = PublicationForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)
    return write(
        request, form, lambda facts: actions.draft(Actor.of(request.user), at=timezone.now(), **facts)
    )


@desk_required(*WRITERS)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes a draft; whoever saves second sees the other's text beside their own."""
    publication = desk_publication(request.user, public_id)
    if publication.record or publication.kind in settings.PUBLICATION_EDITORS:
        return redirect(edit_url(publication))
    form = PublicationForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial=initial_of(publication),
        **of_files(publication),
    )

    def save(facts):
        facts.pop("agency")
        version = form.cleaned_data["version"] or 0
        return actions.edit(publication, Actor.of(request.user), version=version, at=timezone.now(), **facts)

    return write(request, form, save, publication)


def of_files(publication: Publication) -> dict:
    """What a form with a text needs to know of the document's files: where they stand, and which are pictures."""
    here = reverse("desk_publishing:detail", args=[publication.public_id])
    pictures = publication.attachments.filter(personal=False, content_type__in=PICTURES).defer("text")
    return {"files": here, "pictures": [(f"{here}files/{each.pk}/", each.name) for each in pictures]}


def initial_of(publication: Publication) -> dict:
    """A form's first values from a draft."""
    names = (
        "agency",
        "title",
        "column",
        "kind",
        "formed_on",
        "issuer",
        "source",
        "text",
        "rich_text",
        "attribute",
        "ground",
        "ground_reason",
        "review_due",
        "ends_on",
        "notice_kind",
        "personal_text",
    )
    values = {name: getattr(publication, name) for name in names}
    return values | {"items": publication.items.all(), "version": publication.revision}


def write(
    request, form, save, publication=None, template="publishing/desk_form.html", extra=None
) -> HttpResponse:
    """Shows, previews or saves a draft's form; `save` takes the form's facts and returns the publication."""
    context = {"form": form, "publication": publication, "preview": None, "message": ""} | (extra or {})
    context["crumbs"] = [("信息发布", reverse("desk_publishing:index")), ("写稿", None)]
    if request.method == "POST" and "preview" in request.POST:
        context["message"] = form.read_word_file()
        context |= {"preview": form.preview(), "found": form.found}
        form.errors.clear() if form.is_bound else None
    elif request.method == "POST" and form.is_valid():
        try:
            saved = save(form.facts())
        except actions.Outdated as refused:
            context |= {"message": refused.message, "newest": _newest(form, publication)}
        except Refused as refused:
            context["message"] = refused.message
        else:
            again = publication and publication.state != saved.state
            messages.success(request, "已保存。改动以后，要重新提交、审查和批准。" if again else "已保存。")
            return redirect("desk_publishing:detail", saved.public_id)
    return render(request, template, context)


def _newest(form, publication: Publication) -> Publication:
    """The draft as somebody else saved it; saving again then is a choice, so the form moves to its version."""
    newest = Publication.objects.get(pk=publication.pk)
    form.data = form.data.copy()
    form.data["version"] = newest.revision
    return newest


def posted(view):
    """For the address of a button: opened as a page (a reload after a refusal) it leads back to the publication."""

    @wraps(view)
    def inner(request: HttpRequest, public_id: str, **rest) -> HttpResponse:
        if request.method != "POST":
            return redirect("desk_publishing:detail", public_id)
        return view(request, public_id, **rest)

    return inner


@desk_required(*READERS)
@posted
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """One button: submit, mask, approve, send back, publish or withdraw."""
    publication = desk_publication(request.user, public_id)
    name, reason = request.POST.get("verb", ""), request.POST.get("reason", "")
    actor, at = Actor.of(request.user), timezone.now()
    try:
        _do(name, publication, actor, reason, at)
    except Refused as refused:
        publication.refresh_from_db()
        context = detail_context(request, publication, refused.message)
        return render(request, "publishing/desk_detail.html", context, status=409)
    messages.success(request, DONE[name])
    return redirect("desk_publishing:detail", public_id)


def _do(name: str, publication: Publication, actor: Actor, reason: str, at) -> None:
    if name in ("send_back", "withdraw", "publish_urgently"):
        getattr(actions, name)(publication, actor, reason=reason, at=at)
    elif name in ("submit", "approve", "publish", "mask", "unschedule"):
        getattr(actions, name)(publication, actor, at=at)
    else:
        raise Refused("没有这个操作，请刷新页面后再试。")


@desk_required(*WRITERS)
@posted
def attach(request: HttpRequest, public_id: str) -> HttpResponse:
    publication = desk_publication(request.user, public_id)
    form = FileForm(request.POST, request.FILES)
    message = "先选择文件。"
    if form.is_valid():
        try:
            actions.attach(
                publication,
                Actor.of(request.user),
                upload=form.cleaned_data["file"],
                personal=form.cleaned_data["personal"],
                at=timezone.now(),
            )
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, "附件已添加。")
            return redirect("desk_publishing:detail", public_id)
    publication.refresh_from_db()
    context = detail_context(request, publication, message)
    return render(request, "publishing/desk_detail.html", context, status=409)


@desk_required(*WRITERS)
@posted
def detach(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    publication = desk_publication(request.user, public_id)
    attachment = get_object_or_404(Attachment, pk=pk, publication=publication)
    try:
        actions.detach(attachment, Actor.of(request.user), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("desk_publishing:detail", public_id)


@desk_required(*WRITERS)
@posted
def mask_file(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """One click: the file's personal data covered in a new version of it."""
    publication = desk_publication(request.user, public_id)
    attachment = get_object_or_404(Attachment, pk=pk, publication=publication)
    try:
        actions.mask_file(attachment, Actor.of(request.user), at=timezone.now())
    except Refused as refused:
        publication.refresh_from_db()
        context = detail_context(request, publication, refused.message)
        return render(request, "publishing/desk_detail.html", context, status=409)
    messages.success(request, f"“{attachment.name}”里的个人信息已遮盖，原件留在内部；送审前请打开看一遍。")
    return redirect("desk_publishing:detail", public_id)


@desk_required(*READERS)
def desk_file(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """A file of a draft, also the original of a masked one, for the staff of its agency only."""
    publication = desk_publication(request.user, public_id)
    attachment = get_object_or_404(Attachment.kept, pk=pk, publication=publication)
    response = HttpResponse(attachment.file.open("rb"), content_type=attachment.content_type)
    response["Content-Disposition"] = "attachment"
    return response
