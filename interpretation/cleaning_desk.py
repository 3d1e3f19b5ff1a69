"""Desk: clean-ups of normative documents: open one, decide document by document, approve the result."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed
from agencies.models import Agency
from interpretation import cleaning, cleanlist, verbs
from interpretation.models import CleanUp
from publishing.access import READERS

PAGE = 50
DateInput = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OpenForm(forms.Form):
    """A new clean-up."""

    agency = forms.ModelChoiceField(
        label="组织清理的机关", queryset=Agency.objects.none(), error_messages={"required": "选择机关"}
    )
    whole = forms.BooleanField(
        label="清理全县各机关的文件",
        required=False,
        help_text="只有县政府可以；不选，只清理这个机关自己的文件。",
    )
    title = forms.CharField(
        label="名称",
        max_length=120,
        help_text="例如：2026年行政规范性文件清理",
        error_messages={"required": "填写名称"},
    )
    basis = forms.CharField(label="依据", max_length=300, error_messages={"required": "写明依据"})
    effective_on = forms.DateField(
        label="废止、失效的日期",
        required=False,
        widget=DateInput,
        help_text="不填，从清单公布之日起；不会早于公布之日。",
    )
    next_on = forms.DateField(
        label="下次清理的日期",
        required=False,
        widget=DateInput,
        help_text="本地规定了清理周期的填写，到期前提醒。",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["agency"].queryset = agencies_of(user, *READERS)


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="结论",
        choices=cleanlist.DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "选择结论"},
    )
    reason = forms.CharField(label="理由", max_length=300, error_messages={"required": "写明理由"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


def _found(request: HttpRequest, pk: int) -> CleanUp:
    mine = CleanUp.objects.filter(agency__in=agencies_of(request.user, *READERS)).select_related("agency")
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Http404("没有这次清理，或者它不归您所在的机关办理。")
    return found


@desk_required(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The clean-ups of this person's agencies; a new one is opened here."""
    form, message = OpenForm(request.POST or None, user=request.user), ""
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            made = cleaning.open_clean_up(
                facts.pop("agency"), Actor.of(request.user), at=timezone.now(), **facts
            )
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, "清理已经开始，下面是现行有效的文件，逐件作出结论。")
            return redirect("desk_interpretation:clean_up", made.pk)
    mine = CleanUp.objects.filter(agency__in=agencies_of(request.user, *READERS))
    context = {
        "form": form,
        "message": message,
        "page": Paginator(
            mine.select_related("agency").counted().order_by("-opened_at", "-pk"), PAGE
        ).get_page(request.GET.get("page")),
        "crumbs": [("政策解读", reverse("desk_interpretation:index")), ("文件清理", None)],
    }
    return render(request, "interpretation/desk_clean_ups.html", context)


@desk_required(*READERS)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One clean-up with its documents, those without a decision first."""
    return _page(request, _found(request, pk))


def _page(
    request: HttpRequest, found: CleanUp, message: str = "", status: int = 200, half: tuple | None = None
) -> HttpResponse:
    """`half`: (entry, its form as it was sent), so that nothing typed is lost."""
    can = {verb.name for verb in allowed(verbs.CLEAN_UPS, found, Actor.of(request.user))}
    open_first = F("decided_at").asc(nulls_first=True)
    page = Paginator(found.entries.for_lists().order_by(open_first, "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    rows = []
    for entry in page.object_list:
        initial = {"decision": entry.decision or None, "reason": entry.reason}
        form = (
            half[1] if half and half[0] == entry else DecisionForm(initial=initial, auto_id=f"e{entry.pk}_%s")
        )
        rows.append((entry, form if "decide_clean_up" in can else None))
    context = {
        "clean_up": found,
        "counts": CleanUp.objects.counted().get(pk=found.pk),
        "rows": rows,
        "page": page,
        "can": can,
        "message": message,
        "crumbs": [("文件清理", reverse("desk_interpretation:clean_ups")), (found.title, None)],
    }
    return render(request, "interpretation/desk_clean_up.html", context, status=status)


@desk_required(*READERS)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Decides about one document (`entry`), keeps the rest, or approves; opened as a page it leads back."""
    found, actor, at = _found(request, pk), Actor.of(request.user), timezone.now()
    if request.method != "POST":
        return redirect("desk_interpretation:clean_up", pk)
    half = None
    try:
        if "approve" in request.POST:
            cleaning.approve(found, actor, at=at)
            messages.success(request, "结果已批准，公布用的清单已经起草，按程序审查后发布。")
        elif "keep_rest" in request.POST:
            kept = cleaning.keep_rest(found, actor, reason=request.POST.get("reason", ""), at=at)
            messages.success(request, f"其余 {kept} 件保留。")
        else:
            half = _decide(request, found, actor, at)
    except Refused as refused:
        return _page(request, found, refused.message, 409, half)
    if half:
        return _page(request, found, "选择结论，并写明理由。", 409, half)
    return redirect("desk_interpretation:clean_up", pk)


def _decide(request: HttpRequest, found: CleanUp, actor: Actor, at) -> tuple | None:
    """Records one decision; the entry and its form where something is missing."""
    number = request.POST.get("entry", "")
    key = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    entry = get_object_or_404(found.entries, pk=key)
    form = DecisionForm(request.POST, auto_id=f"e{entry.pk}_%s")
    if not form.is_valid():
        return entry, form
    cleaning.decide(entry, actor, at=at, **form.cleaned_data)
    messages.success(request, f"已记录：{entry.get_decision_display()}。")
    return None
