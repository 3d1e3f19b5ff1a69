"""What stands on the home page: tasks, newest publications and policies, domains, agencies, this year's numbers."""

from datetime import date, datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q
from django.db.models.functions import JSONObject

from agencies.models import Agency
from applications.models import Application
from catalog.models import Domain
from disclosure.addresses import address
from interpretation import validity
from interpretation.models import Form, Interpretation, PolicyDocument
from publishing.models import Publication

LATEST = 10
POLICIES = 5
TASKS = (
    ("policy", "查政策文件", "按名称、文号、机关查找", "interpretation:policies"),
    ("explain", "看政策解读", "图解、问答，说清谁能享受", "interpretation:interpretations"),
    ("apply", "申请公开信息", "没有公开的，可以依法申请", "applications:start"),
    ("track", "查申请进度", "凭查询码随时查看", "applications:track"),
    ("building", "找政府部门电话", "地址、电话、办公时间", "agencies:index"),
    ("list", "看最新公开", "刚刚公开的信息", "publishing:list"),
)


class Task(NamedTuple):
    """One thing a citizen comes for."""

    icon: str
    label: str
    hint: str
    url: str


class Figures(NamedTuple):
    """Counts from 1 January to `on`; `in_time` is a percentage of `replied`, None when nothing was replied."""

    published: int
    received: int
    replied: int
    in_time: int | None
    on: date


def tasks() -> list[Task]:
    """The tasks that this surface serves, most wanted first."""
    found = [Task(icon, label, hint, address(name)) for icon, label, hint, name in TASKS]
    return [task for task in found if task.url]


def latest(at: datetime, count: int = LATEST) -> list[Publication]:
    """The newest publications that the public may see."""
    return list(Publication.objects.published(at).for_lists().newest()[:count])


def policies(at: datetime, on: date, count: int = POLICIES) -> list[dict]:
    """The newest policies: public_id, title, doc_number, validity and tone on the day, interpretations."""
    public = Interpretation.objects.published(at).filter(policy=OuterRef("pk")).order_by("pk")
    readings = ArraySubquery(public.values_list(JSONObject(public_id="publication__public_id", form="form")))
    found = PolicyDocument.objects.published(at).for_lists().newest().annotate(readings=readings)
    return [_policy_row(policy, on) for policy in found[:count]]


def _policy_row(policy: PolicyDocument, on: date) -> dict:
    state = policy.validity_on(on)
    forms = dict(Form.choices)
    return {
        "public_id": policy.publication.public_id,
        "title": policy.publication.title,
        "doc_number": policy.doc_number,
        "validity": validity.LABELS[state],
        "tone": validity.TONES[state],
        "interpretations": [row | {"form": forms[row["form"]]} for row in policy.readings],
    }


def figures(at: datetime, on: date) -> Figures:
    """This year's work, counted from the rows themselves (Art 49, 50 ask for the same counts once a year)."""
    replied = Q(replied_on__year=on.year)
    timely = Q(due_on=None) | Q(replied_on__lte=F("due_on"))  # no due day: none was running
    found = Application.objects.counted().aggregate(
        received=Count("pk", Q(received_on__year=on.year)),
        replied=Count("pk", replied),
        timely=Count("pk", replied & timely),
    )
    return Figures(
        published=Publication.objects.published(at).filter(first_published_at__year=on.year).count(),
        received=found["received"],
        replied=found["replied"],
        in_time=found["timely"] * 100 // found["replied"] if found["replied"] else None,
        on=on,
    )


def agencies() -> dict:
    """government, departments and townships, in their order."""
    rows = list(Agency.objects.active())
    return {
        "government": next((a for a in rows if a.kind == Agency.GOVERNMENT), None),
        "departments": [a for a in rows if a.kind == Agency.DEPARTMENT],
        "townships": [a for a in rows if a.kind == Agency.TOWNSHIP],
    }


def domains() -> dict[str, list[Domain]]:
    """`domains` of the standard catalogue in their order, and beside them `statutory`: the kinds of Art 20 and 21."""
    rows = list(Domain.objects.filter(active=True).order_by("order", "pk"))
    return {
        "domains": [domain for domain in rows if not domain.is_statutory],
        "statutory": [domain for domain in rows if domain.is_statutory],
    }
