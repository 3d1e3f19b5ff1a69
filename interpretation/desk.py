"""The staff's forms: a policy with its interpretation plan, an interpretation of a policy, and what ends a policy."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from interpretation import actions, keeping, rules
from interpretation.forms import InterpretationForm, PolicyForm
from interpretation.models import Interpretation, PolicyDocument
from interpretation.sections import SECTIONS
from interpretation.standing import end_of, interpretation_due_on, statuses
from publishing import columns
from publishing.access import READERS, WRITERS, desk_publication, desk_publications
from publishing.desk import PAGE, detail_context, initial_of, of_files, posted, write
from publishing.titles import cited
from workdays import tables


def policy_of(user, public_id: str) -> PolicyDocument:
    """A policy of this person's agencies; Http404 otherwise."""
    publication = desk_publication(user, public_id)
    found = PolicyDocument.objects.filter(publication=publication).first()
    if found is None:
        raise Http404("没有这份政策文件。")
    found.publication = publication
    return found


@desk_required(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Published policies of this person's agencies that still wait for their interpretation, the soonest due first."""
    on = timezone.localdate()
    waiting = PolicyDocument.objects.filter(publication__in=desk_publications(request.user))
    waiting = waiting.unexplained(end_of(on)).for_lists()
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    drafts = desk_publications(request.user).filter(kind="interpretation").exclude(state="withdrawn")
    context = {"page": page, "rows": _rows(list(page), on)}
    context |= {"drafts": drafts.exclude(state="published").order_by("-changed_at")[:50]}
    return render(request, "interpretation/desk_index.html", context)


def _rows(policies: list[PolicyDocument], on: date) -> list[tuple]:
    """(policy, label, tone, last day) of each, with one look at the calendar and one at what is out."""
    found, calendar = statuses(policies, on), tables.current()
    return [
        (
            policy,
            rules.LABELS[found[policy.pk]],
            rules.TONES[found[policy.pk]],
            interpretation_due_on(policy, calendar),
        )
        for policy in policies
    ]


@desk_required(*WRITERS)
def new_policy(request: HttpRequest) -> HttpResponse:
    """A new policy: text, number, validity and the plan of its interpretation on one form."""
    initial = {"column": columns.for_kind("policy"), "formed_on": timezone.localdate()}
    form = PolicyForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)

    def save(facts):
        actor, at = Actor.of(request.user), timezone.now()
        return actions.draft_policy(actor, at=at, policy=form.policy_facts(), **facts).publication

    return write(request, form, save, template="interpretation/desk_policy_form.html")


@desk_required(*WRITERS)
def edit_policy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes a policy and its plan together."""
    policy = policy_of(request.user, public_id)
    names = (*PolicyForm.POLICY, *PolicyForm.PLAN)
    initial = initial_of(policy.publication) | {name: getattr(policy, name) for name in names}
    initial["interpretation_required"] = "yes" if policy.interpretation_required else "no"
    form = PolicyForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial=initial,
        policy_pk=policy.pk,
        **of_files(policy.publication),
    )

    def save(facts):
        facts.pop("agency")
        version, actor = form.cleaned_data["version"] or 0, Actor.of(request.user)
        return actions.edit_policy(
            policy, actor, version=version, at=timezone.now(), facts=form.policy_facts(), **facts
        )

    return write(request, form, save, policy.publication, "interpretation/desk_policy_form.html")


@desk_required(*WRITERS)
def choose(request: HttpRequest) -> HttpResponse:
    """Which policy a new interpretation explains: those of this person's agencies, the last changed first; `?q=` title or number."""
    words = request.GET.get("q", "").strip()[:100]
    policies = PolicyDocument.objects.filter(publication__in=desk_publications(request.user))
    policies = policies.exclude(publication__state="withdrawn").for_lists()
    for word in words.split():
        policies = policies.filter(Q(publication__title__icontains=word) | Q(doc_number__icontains=word))
    page = Paginator(policies.order_by("-publication__changed_at", "-pk"), PAGE)
    crumbs = [("政策解读", reverse("desk_interpretation:index")), ("选择文件", None)]
    context = {"page": page.get_page(request.GET.get("page")), "words": words, "crumbs": crumbs}
    context["params"] = urlencode({"q": words}) if words else ""
    return render(request, "interpretation/desk_choose.html", context)


@desk_required(*WRITERS)
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new interpretation of a policy; the plan's form, person and outline are filled in already."""
    policy = policy_of(request.user, public_id)
    initial = {
        "agency": policy.publication.agency,
        "column": columns.for_kind("interpretation"),
        "title": f"{cited(policy.publication.title)}解读"[:300],
        "formed_on": timezone.localdate(),
        "form": policy.plan_form or "text",
        "interpreter": policy.plan_person,
        "contact": policy.publication.agency.phone,
    }
    form = InterpretationForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)

    def save(facts):
        actor, at = Actor.of(request.user), timezone.now()
        facts = facts | {"text": ""}
        return actions.draft_interpretation(
            policy, actor, at=at, facts=form.interpretation_facts(), **facts
        ).publication

    extra = {"policy": policy}
    return write(request, form, save, None, "interpretation/desk_interpretation_form.html", extra)


@desk_required(*WRITERS)
def edit_interpretation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Changes an interpretation."""
    publication = desk_publication(request.user, public_id)
    found = (
        Interpretation.objects.filter(publication=publication).select_related("policy__publication").first()
    )
    if found is None:
        raise Http404("没有这份解读。")
    initial = initial_of(publication) | {name: getattr(found, name) for name in InterpretationForm.KIND}
    initial |= {f"part_{key}": found.sections.get(key, "") for key, _ in SECTIONS}
    initial["text"] = found.sections.get("text", "")
    form = InterpretationForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)

    def save(facts):
        facts = {name: value for name, value in facts.items() if name not in ("agency", "text")}
        version, actor = form.cleaned_data["version"] or 0, Actor.of(request.user)
        return actions.edit_interpretation(
            found, actor, version=version, at=timezone.now(), facts=form.interpretation_facts(), **facts
        )

    extra = {"policy": found.policy}
    return write(request, form, save, publication, "interpretation/desk_interpretation_form.html", extra)


@desk_required(*READERS)
@posted
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Repeal, amend or waive."""
    policy = policy_of(request.user, public_id)
    actor, at = Actor.of(request.user), timezone.now()
    verb, reason = request.POST.get("verb", ""), request.POST.get("reason", "")
    try:
        if verb == "reinstate":
            keeping.reinstate(policy, actor, reason=reason, at=at)
        elif verb in ("waive", "follow_later"):
            getattr(actions, verb)(policy, actor, reason=reason, at=at)
        elif verb == "register":
            keeping.register(policy, actor, at=at, given=request.POST.get("given", ""))
        elif verb == "relate":
            named, kind = request.POST.get("named", ""), request.POST.get("kind", "")
            keeping.relate(policy, actor, kind=kind, named=named, at=at)
        elif verb == "unrelate":
            wanted = request.POST.get("relation", "")
            relation = policy.relations.filter(pk=wanted if wanted.isdigit() else 0).first()
            if relation is None:
                raise Refused("这个关系已经删除。")
            keeping.unrelate(relation, actor, at=at)
        elif verb in ("repeal", "amend"):
            getattr(actions, verb)(policy, actor, on=day_of(request, at), reason=reason, at=at)
        else:
            raise Refused("没有这个操作，请刷新页面后再试。")
    except Refused as refused:
        context = detail_context(request, policy.publication, refused.message)
        return render(request, "publishing/desk_detail.html", context, status=409)
    messages.success(request, done(verb, policy))
    return redirect(reverse("desk_publishing:detail", args=[public_id]))


def done(verb: str, policy: PolicyDocument) -> str:
    """What was done, and whether the public sees anything of it yet."""
    policy = PolicyDocument.objects.select_related("publication").get(pk=policy.pk)
    said = {
        "register": f"已登记，登记号 {policy.registration_number}。",
        "waive": "已登记不再解读。",
        "follow_later": "已记录解读材料随后发布的理由。",
    }.get(verb, "已登记。")
    if policy.publication.state == "published":
        return f"{said}公众页面已经更新。"
    return f"{said}文件还没有发布，公众还看不到。"


@desk_required(*READERS)
@posted
def recheck(request: HttpRequest, public_id: str) -> HttpResponse:
    """Questions or a clarification looked at again after their document changed."""
    publication = desk_publication(request.user, public_id)
    found = Interpretation.objects.filter(publication=publication).select_related("policy__publication")
    if not found:
        raise Http404("没有这份解读。")
    reason, at = request.POST.get("reason", ""), timezone.now()
    try:
        actions.recheck(found[0], Actor.of(request.user), reason=reason, at=at)
    except Refused as refused:
        context = detail_context(request, publication, refused.message)
        return render(request, "publishing/desk_detail.html", context, status=409)
    messages.success(request, "已登记：核对过，仍然适用。")
    return redirect(reverse("desk_publishing:detail", args=[public_id]))


@desk_required(*READERS)
def heads(request: HttpRequest) -> HttpResponse:
    """How often each agency's head explained a policy in person, by year (国办发〔2016〕80号：主要负责人每年至少一次)."""
    now = timezone.now()
    year = timezone.localdate(now).year
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and 1949 <= int(wanted) <= 2999 else year
    agencies = agencies_of(request.user, *READERS)
    rows = Interpretation.objects.by_head(agencies, year, now)
    context = {
        "rows": [(row, row.by_head >= rules.HEADS_EACH_YEAR) for row in rows],
        "year": year,
        "crumbs": [("政策解读", reverse("desk_interpretation:index")), ("主要负责人解读", None)],
    }
    return render(request, "interpretation/desk_heads.html", context)


def day_of(request: HttpRequest, at: datetime) -> date:
    """The day a repeal or an amendment takes effect: today where none is given; Refused where it is no date."""
    given = request.POST.get("on", "").strip()
    if not given:
        return timezone.localdate(at)
    try:
        found = parse_date(given)
    except ValueError:
        found = None
    if found is None:
        raise Refused("日期写错了：请按“2026-03-01”的样子填写一个有的日子。", {"on": "日期写错了"})
    return found
