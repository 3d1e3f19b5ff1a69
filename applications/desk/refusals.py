"""The supervisor's list of replies on grounds of Art 14-16: what is withheld in the county, why, and who agreed."""

from functools import reduce
from operator import or_

import django_filters
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts import roles
from accounts.access import agencies_of, desk_required
from agencies.models import Agency
from applications import outcomes
from applications.choices import State
from applications.models import Letter
from catalog import csvfiles
from publishing import grounds
from publishing.filters import AddressFilter, query_without

PAGE = 30
WITHHOLDING = [row for row in outcomes.OUTCOMES if row.needs_ground]
STATES = (State.ENDORSED, State.APPROVED, State.SEALED, State.REPLIED, State.CLOSED)
HEADINGS = (
    "申请编号",
    "机关",
    "答复类型",
    "依据",
    "理由",
    "起草",
    "审批",
    "复核",
    "成文日期",
    "答复日期",
    "状态",
)


class RefusalFilter(AddressFilter):
    agency = django_filters.ModelChoiceFilter(
        label="机关", queryset=Agency.objects.active(), to_field_name="slug", empty_label="全部机关"
    )
    outcome = django_filters.ChoiceFilter(
        label="答复类型", choices=[(row.code, row.name) for row in WITHHOLDING], empty_label="全部类型"
    )
    ground = django_filters.ChoiceFilter(
        label="依据", method="on_ground", empty_label="全部依据",
        choices=[each for each in grounds.CHOICES if each[0] in outcomes.ALL_GROUNDS],
    )  # fmt: skip
    state = django_filters.ChoiceFilter(
        label="状态", field_name="application__state", empty_label="全部状态",
        choices=[(state.value, state.label) for state in STATES],
    )  # fmt: skip
    year = django_filters.NumberFilter(label="年份", field_name="year", min_value=2000, max_value=2999)

    class Meta:
        model = Letter
        fields = ["agency", "outcome", "ground", "state", "year"]

    def on_ground(self, rows: QuerySet[Letter], _name: str, code: str) -> QuerySet[Letter]:
        """Letters with a part that is withheld on this ground (Art 37)."""
        keys = [outcomes.part_fields(number)["ground"] for number in (1, *outcomes.FURTHER_PARTS)]
        return rows.filter(reduce(or_, (Q(**{f"data__{key}": code}) for key in keys)))


@desk_required(roles.SUPERVISOR)
def refusals(request: HttpRequest) -> HttpResponse:
    """The list, those waiting for a second approval first; `?format=csv` gives the chosen rows as a table.

    The supervisor's alone: reasons of replies are as little the system administrator's as the cases are.
    """
    found = RefusalFilter(request.GET, queryset=withheld(request.user))
    if request.GET.get("format") == "csv":
        return csvfiles.whole("refusals.csv", HEADINGS, map(_line, found.qs))
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    for letter in page:
        letter.ground, letter.reason, letter.row = (
            ground_of(letter),
            reason_of(letter),
            outcomes.outcome(letter.outcome),
        )
    context = {
        "form": found.form,
        "chips": found.chips(),
        "page": page,
        "waiting": withheld(request.user).filter(application__state=State.ENDORSED).count(),
        "params": query_without(request.GET, "page"),
        "crumbs": [("监督", reverse("supervision")), ("不予公开的答复", None)],
    }
    return render(request, "applications/refusals.html", context)


def withheld(user) -> QuerySet[Letter]:
    """Letters on grounds of Art 14-16 that somebody approved, in the agencies that the user oversees."""
    mine = Letter.objects.filter(agency__in=agencies_of(user, roles.SUPERVISOR))
    found = mine.filter(outcome__in=[row.code for row in WITHHOLDING], application__state__in=STATES)
    people = ("application__drafted_by", "application__approved_by", "application__countersigned_by")
    return found.select_related("agency", "application", *people).order_by("-frozen_at", "-pk")


def ground_of(letter: Letter) -> str:
    """第十四条：… for each ground on which the letter withholds."""
    words = dict(grounds.CHOICES)
    return "；".join(words.get(code, "") for code in outcomes.grounds_used(letter.data))


def reason_of(letter: Letter) -> str:
    """Why, for each part that is withheld (Art 37)."""
    return "\n".join(part.reason for part in outcomes.parts(letter.data))


def _line(letter: Letter) -> tuple:
    case = letter.application
    return (
        case.number,
        letter.agency.name,
        outcomes.outcome(letter.outcome).name,
        ground_of(letter),
        reason_of(letter),
        str(case.drafted_by or ""),
        str(case.approved_by or ""),
        str(case.countersigned_by or ""),
        str(letter.dated_on or ""),
        str(case.replied_on or ""),
        case.get_state_display(),
    )
