"""What stands on the home page: tasks, newest publications and policies, domains, agencies, this year's numbers."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, Q

from agencies.models import Agency
from applications.models import Application
from catalog.models import Domain
from disclosure.addresses import address
from interpretation import validity
from interpretation.models import Interpretation, PolicyDocument
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
    found = list(PolicyDocument.objects.published(at).for_lists().newest()[:count])
    readings: dict[int, list[dict]] = {policy.pk: [] for policy in found}
    for reading in (
        Interpretation.objects.published(at).filter(policy__in=found).select_related("publication")
    ):
        row = {"public_id": reading.publication.public_id, "form": reading.get_form_display()}
        readings[reading.policy_id].append(row)
    return [_policy_row(policy, readings[policy.pk], on) for policy in found]


def _policy_row(policy: PolicyDocument, readings: list[dict], on: date) -> dict:
    state = policy.validity_on(on)
    return {
        "public_id": policy.publication.public_id,
        "title": policy.publication.title,
        "doc_number": policy.doc_number,
        "validity": validity.LABELS[state],
        "tone": validity.TONES[state],
        "interpretations": readings,
    }


def figures(at: datetime, on: date) -> Figures:
    """This year's work, counted from the rows themselves (Art 49, 50 ask for the same counts once a year)."""
    year = Application.objects.filter(replied_on__year=on.year)
    replied = year.count()
    timely = year.filter(
        Q(due_on=None) | Q(replied_on__lte=F("due_on"))
    ).count()  # no due day: none was running
    return Figures(
        published=Publication.objects.published(at).filter(first_published_at__year=on.year).count(),
        received=Application.objects.filter(received_on__year=on.year).count(),
        replied=replied,
        in_time=timely * 100 // replied if replied else None,
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


def domains() -> list[Domain]:
    """The domains in their order."""
    return list(Domain.objects.filter(active=True).order_by("order", "pk"))
