"""The policy library and the list of interpretations."""

from collections import defaultdict
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from interpretation import facets, rules, validity
from interpretation.filters import InterpretationFilter, PolicyFilter
from interpretation.models import Interpretation, PolicyDocument
from interpretation.standing import statuses
from publishing.filters import query_without

PAGE = 20
DIRECTORY_PAGE = 100
SECOND = ("prefix", "number_year", "number_serial", "issuer", "agency")  # folded away at first
DOC_TYPES = dict(PolicyDocument.DocType.choices)


class _Counted(Paginator):
    """A paginator that was told how many there are."""

    def __init__(self, rows, size: int, count: int) -> None:
        super().__init__(rows, size)
        self.count = count


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """The policy library: words, a number in three parts and facets with true counts, all in the address."""
    at = timezone.now()
    on = timezone.localdate(at)
    public = PolicyDocument.objects.published(at).with_facets(on, at)
    found = PolicyFilter(request.GET, queryset=public)
    chosen = facets.chosen_in(request.GET.getlist, DOC_TYPES)
    counted = facets.counted(_facet_rows(request, found, on), chosen)
    rows = found.qs.narrowed(chosen).for_lists().newest()
    page = _Counted(rows, PAGE, counted.total).get_page(request.GET.get("page"))
    address = facets.Address(_typed(request), chosen, DOC_TYPES)
    context = {
        "active": "policies",
        "crumbs": [("政策文件", None)],
        "filter_form": found.form,
        "chips": found.chips() + address.chips(),
        "facets": address.facets(counted),
        "kept": [(name, value) for name, values in chosen.items() for value in values],
        "more_open": any(request.GET.get(name) for name in SECOND),
        "page": page,
        "rows": _policy_rows(list(page.object_list), at, on),
        "params": address.url(chosen).removeprefix("?"),
    }
    return render(request, "interpretation/policies.html", context)


_whole: dict[tuple, list[tuple]] = {}  # the counts of the whole library, for one version of the content


def _facet_rows(request: HttpRequest, found: PolicyFilter, on: date) -> list[tuple]:
    """What the facets are counted from. Nothing typed: counted once for every choice and page that shows this version."""
    version = getattr(request, "content_version", None)
    if version is None or any(name in request.GET for name in PolicyFilter.base_filters):
        return list(found.qs.facet_rows())
    kept = _whole.get((version, on))
    if kept is None:
        kept = list(found.qs.facet_rows())
        _whole.clear()
        _whole[version, on] = kept
    return kept


def _typed(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The query without facets and page: what the form's own fields hold."""
    names = PolicyFilter.base_filters
    return tuple((name, request.GET[name]) for name in names if request.GET.get(name))


def _policy_rows(policies: list[PolicyDocument], at, on) -> list[dict]:
    status = statuses(policies, on)
    public = Interpretation.objects.published(at).for_lists().filter(policy__in=policies).newest()
    explaining = defaultdict(list)
    for found in public:
        explaining[found.policy_id].append(found)
    return [_policy_row(policy, on, status[policy.pk], explaining[policy.pk]) for policy in policies]


def _policy_row(policy: PolicyDocument, on, status: str, explaining: list) -> dict:
    state = policy.validity_on(on)
    return {
        "policy": policy,
        "publication": policy.publication,
        "validity": validity.LABELS[state] if state else "有效性未注明",
        "tone": validity.TONES[state],
        "status": rules.LABELS[status],
        "status_tone": rules.TONES[status],
        "status_shown": status != rules.WAIVED,
        "interpretations": explaining,
    }


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """现行有效 and 失效 normative documents as two directories (国办发〔2018〕37号); what lapsed stays readable."""
    at = timezone.now()
    on = timezone.localdate(at)
    void = request.GET.get("which") == "void"
    public = PolicyDocument.objects.published(at).exclude(doc_type=PolicyDocument.DocType.OTHER)
    found = public.void(on) if void else public.standing(on)
    page = Paginator(found.for_lists().newest(), DIRECTORY_PAGE).get_page(request.GET.get("page"))
    context = {
        "active": "policies",
        "crumbs": [("政策文件", reverse("interpretation:policies")), ("文件目录", None)],
        "void": void,
        "page": page,
        "rows": [(policy, validity.LABELS[policy.validity_on(on)]) for policy in page.object_list],
        "params": query_without(request.GET, "page"),
    }
    return render(request, "interpretation/directory.html", context)


@require_safe
def interpretations(request: HttpRequest) -> HttpResponse:
    """All interpretations, newest first, with the policy that each explains."""
    at = timezone.now()
    public = Interpretation.objects.published(at).for_lists().newest()
    found = InterpretationFilter(request.GET, queryset=public)
    context = {
        "active": "interpretations",
        "crumbs": [("政策解读", None)],
        "filter_form": found.form,
        "chips": found.chips(),
        "page": Paginator(found.qs, PAGE).get_page(request.GET.get("page")),
        "params": query_without(request.GET, "page"),
    }
    return render(request, "interpretation/interpretations.html", context)
