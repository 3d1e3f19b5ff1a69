"""Desk: secrecy, privacy and wording looked at on one screen, beside everything the document says of itself."""

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from publishing import actions, findings, gates, notices, presets, proofreading, verbs
from publishing.access import READERS, desk_publication
from publishing.desk import body_of
from publishing.forms import PrivacyReviewForm, ReviewForm
from publishing.models import Publication, Review
from publishing.pages import stated

WORDING_HINT = "连同公开的时机、方式是否合适；不通过或不能确定的，必须写明。"


@desk_required(*READERS)
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Kept as three records of this revision; what is wrong is said at the top, with a link to the field."""
    publication = desk_publication(request.user, public_id)
    forms = _forms(request, publication)
    refused = Refused("")
    if request.method == "POST" and all([form.is_valid() for form in forms.values()]):
        try:
            _record(request, publication, forms)
        except Refused as found:
            refused = found
        else:
            messages.success(request, "审查结论已记录。")
            return redirect("desk_publishing:detail", public_id)
    context = {
        "publication": publication,
        "preset": presets.chosen(settings.REVIEW_PRESET),
        "rows": facts(request, publication),
        "forms": [(Review.Kind(kind).label, forms[kind], kind) for kind in forms],
        "wrong": _wrong(forms, refused),
        "found": findings.of(publication),
        "body": body_of(publication),
        "faults": proofreading.of(publication),
        "notice": notices.preview(publication),
        "message": "" if refused.fields else refused.message,
        "crumbs": [("信息发布", reverse("desk_publishing:index")), ("审查", None)],
    }
    return render(request, "publishing/desk_review.html", context)


def _forms(request: HttpRequest, publication: Publication) -> dict[str, Form]:
    made = {
        kind: (PrivacyReviewForm if kind == Review.Kind.PRIVACY else ReviewForm)(
            request.POST or None, prefix=kind, initial=_last(publication, kind)
        )
        for kind in verbs.REVIEWS
    }
    made["wording"].fields["basis"].help_text = WORDING_HINT
    return made


def _last(publication: Publication, kind: str) -> dict:
    found = gates.latest_reviews(publication).get(kind)
    return {"result": found.result, "basis": found.basis} if found else {}


def _record(request: HttpRequest, publication: Publication, forms: dict[str, Form]) -> None:
    """Records what was concluded; Refused where the draft changed meanwhile or nothing was."""
    if request.POST.get("version") != str(publication.revision):
        raise Refused("稿件在您审查时被修改了：下面是最新内容，请重新审查。")
    records = {kind: form.cleaned_data for kind, form in forms.items() if form.cleaned_data["result"]}
    if not records:
        raise Refused("至少给出一项审查的结论。", {"secrecy-result_0": "至少给出一项审查的结论。"})
    actions.review_all(publication, Actor.of(request.user), records=records, at=timezone.now())


def _wrong(forms: dict[str, Form], refused: Refused) -> list[tuple[str, str]]:
    """(sentence, id of the control) of everything that is wrong, in the order of the page."""
    found = [
        (f"{Review.Kind(kind).label}：{error}", field.id_for_label or f"{field.auto_id}_0")
        for kind, form in forms.items()
        for field in form
        for error in field.errors
    ]
    return found + [(sentence, f"id_{name}") for name, sentence in refused.fields.items()]


def facts(request: HttpRequest, publication: Publication) -> list[tuple]:
    """What the document says of itself beside its text: as its own room puts it, else issuer, shelf, dates and items."""
    panel = settings.PUBLICATION_PANELS.get(publication.kind)
    made = panel and import_string(panel)(publication, Actor.of(request.user), timezone.now())
    rows = made.get("rows") if made else None
    if not rows:
        rows = [
            ("发布机关", publication.agency.name, False),
            ("体裁", publication.get_kind_display(), False),
            ("成文日期", stated(publication.formed_on), False),
            ("公示截止日期", publication.ends_on and stated(publication.ends_on), False),
            ("信息来源", publication.source, False),
        ]
    items = "；".join(f"{each.domain.name} › {each.level1} › {each.level2}" for each in _items(publication))
    return [*rows, ("栏目", publication.column.name, False), ("公开事项", items or "没有选择", True)]


def _items(publication: Publication):
    return publication.items.select_related("domain")
