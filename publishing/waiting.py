"""What waits for one person without a date of its own: drafts to mend, to review, to approve, to publish, corrections to decide.

Who is asked is read off the same rows of verbs that draw the buttons; what has a date stands among the duties.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, RowNumber
from django.urls import reverse

from accounts.access import Reach
from accounts.roles import EDITOR, HEAD
from accounts.verbs import Verb
from agencies.models import Agency
from audit.models import Entry
from publishing import grounds, presets, verbs
from publishing.models import Correction, Publication, Review

SHOWN = 20
RETURNED, DRAFTS = "returned", "drafts"
BACK = (verbs.SEND_BACK.word, verbs.DECIDE_SECRECY.word)


@dataclass(frozen=True)
class Row:
    """One thing that waits: what, whose, since when, what is to be done, where; `note`: why it came back."""

    title: str
    agency: str
    since: datetime
    todo: str
    url: str
    note: str = ""


@dataclass
class Queue:
    """What waits at one step. `count`: all of them, of which `rows` are the longest waiting; `pressing`: counted in the menu."""

    name: str
    label: str
    rows: list[Row] = field(default_factory=list)
    count: int = 0
    pressing: bool = True


@dataclass(frozen=True)
class Step:
    """A step at which somebody is waited for: its name, the words of the desk, the verb that may do it, the page it is done on."""

    name: str
    label: str
    todo: str
    verb: Verb
    address: str = "desk_publishing:detail"


STEPS = (
    Step(RETURNED, "退回修改的", "修改后再提交审查", verbs.EDIT),
    Step("approved", "已批准，等发布", "发布，或者定时发布", verbs.PUBLISH),
    Step(
        "submitted",
        "待审查",
        "审查保密、个人信息和文字",
        verbs.REVIEW_SECRECY,
        "desk_publishing:review",
    ),
    Step("reviewed", "待批准", "批准，或者退回修改", verbs.APPROVE),
    Step("referred", "待确定能否公开", "确定能否公开", verbs.DECIDE_SECRECY),
    Step(DRAFTS, "没有写完的草稿", "写完后提交审查", verbs.SUBMIT),
)
CORRECTIONS = Step("corrections", "待核准的更正", "看改了什么，再核准", verbs.DECIDE_CORRECTION)


def queues(reach: Reach, aside: Q) -> list[Queue]:
    """The queues of this person's roles, also the empty ones; `aside`: publications that other rooms say wait for nobody here."""
    rows = [] if not reach.holds(verbs.PUBLISHERS | verbs.DECIDE_SECRECY.roles) else _drafts(reach, aside)
    found = [_queue(step, [row for row in rows if row.queue == step.name]) for step in _steps(reach)]
    if reach.holds(CORRECTIONS.verb.roles):
        found.append(_corrections(reach))
    return found


def shown(step: Step, rows: Iterable, publication=lambda row: row, since=lambda row: row.changed_at) -> Queue:
    """A queue of rows that were counted by `longest`, each led to its publication."""
    rows = list(rows)
    found = [
        Row(
            publication(row).title,
            publication(row).agency.short_name or publication(row).agency.name,
            since(row),
            step.todo,
            reverse(step.address, args=[publication(row).public_id]),
            getattr(row, "why", None) or "",
        )
        for row in rows
    ]
    return Queue(step.name, step.label, found, rows[0].total if rows else 0, step.name != DRAFTS)


def longest(rows: QuerySet, *order: str) -> QuerySet:
    """The first rows in this order, each with `total`: how many there are."""
    return rows.annotate(total=Window(Count("*"))).order_by(*order)[:SHOWN]


def came_back(publication: Publication) -> Entry | None:
    """Who sent this draft back last, when and why; None where it was handed in again since, or never was."""
    last = _handed(Entry.objects.about(publication)).first()
    return last if last and last.word in BACK else None


def _handed(entries: QuerySet) -> QuerySet:
    """Of these entries those that hand a draft in or back, the last first."""
    back = Q(word=verbs.SEND_BACK.word) | Q(word=verbs.DECIDE_SECRECY.word, detail__result="fail")
    return entries.filter(back | Q(word=verbs.SUBMIT.word)).order_by("-at", "-pk")


def _steps(reach: Reach) -> list[Step]:
    return [step for step in STEPS if reach.holds(_asked(step))]


def _asked(step: Step) -> frozenset[str]:
    """三审三校 leaves the last look to a head."""
    apart = presets.chosen(settings.REVIEW_PRESET).approver_apart
    return frozenset({HEAD}) if apart and step.verb is verbs.APPROVE else step.verb.roles


def _queue(step: Step, rows: list[Publication]) -> Queue:
    return shown(step, rows, since=lambda row: row.back_at if step.name == RETURNED else row.changed_at)


def _drafts(reach: Reach, aside: Q) -> list[Publication]:
    """The longest waiting of every queue, each with `queue`, `total`, `why` and `back_at`; one question."""
    last = _handed(
        Entry.objects.filter(subject_type=Publication._meta.label_lower, subject_id=OuterRef("key"))
    )
    rows = Publication.objects.filter(agency__in=Agency.objects.filter(active=True)).exclude(aside)
    rows = rows.filter(state__in=verbs.UNPUBLISHED).annotate(
        key=Cast("pk", CharField()), last=Subquery(last.values("word")[:1])
    )
    whens = [When(_waits(step, reach), then=Value(step.name)) for step in _steps(reach)]
    rows = rows.annotate(queue=Case(*whens, default=None, output_field=CharField())).exclude(queue=None)
    each = {"partition_by": F("queue")}
    rows = rows.annotate(
        total=Window(Count("*"), **each), place=Window(RowNumber(), order_by=["changed_at", "pk"], **each)
    )
    rows = rows.annotate(why=Subquery(last.values("reason")[:1]), back_at=Subquery(last.values("at")[:1]))
    light = ("title", "public_id", "changed_at", "agency__name", "agency__short_name")
    rows = rows.filter(place__lte=SHOWN).select_related("agency").only(*light)
    return list(rows.order_by("changed_at", "pk"))


def _waits(step: Step, reach: Reach) -> Q:
    """Which publications wait at a step for this person; what came back is asked before what was never handed in."""
    own = Q(drafted_by=reach.user) | Q(edited_by=reach.user)
    if step.name == DRAFTS:
        return Q(state="draft") & own & reach.over(step.verb.roles)
    if step.name == RETURNED:
        back = Q(state="draft", last__in=BACK)
        return back & reach.over(step.verb.roles) & (own | reach.over({EDITOR}))
    here = Q(state=step.name) & reach.over(_asked(step))
    if step.verb is verbs.PUBLISH:
        mine = reach.over({EDITOR}) | Q(drafted_by=reach.user) | Q(drafted_by=None)
        return here & mine & Q(attribute=grounds.PUBLIC, scheduled_at=None)
    for name in step.verb.not_by:
        here &= ~Q(**{name: reach.user})
    return here & ~_done(step, reach)


def _done(step: Step, reach: Reach) -> Q:
    """三审三校: who has read this revision neither reads it again nor gives it the last look."""
    preset = presets.chosen(settings.REVIEW_PRESET)
    read = Review.objects.filter(publication=OuterRef("pk"), revision=OuterRef("revision"), by=reach.user)
    if step.verb is verbs.APPROVE and preset.approver_apart:
        return Q(Exists(read))
    if step.verb is verbs.REVIEW_SECRECY and preset.readers > 1:
        kinds = [Q(Exists(read.filter(kind=kind, result=Review.Result.PASS))) for kind in verbs.REVIEWS]
        return kinds[0] & kinds[1] & kinds[2]
    return Q(pk=None)


def _corrections(reach: Reach) -> Queue:
    """Corrections that somebody else proposed (Art 17: looked at by a second person)."""
    here = reach.over(CORRECTIONS.verb.roles, "publication__agency") & Q(publication__agency__active=True)
    rows = Correction.objects.filter(here, state=Correction.State.PROPOSED).exclude(proposed_by=reach.user)
    rows = rows.filter(publication__state=Publication.State.PUBLISHED).select_related("publication__agency")
    light = (
        "proposed_at",
        "publication__title",
        "publication__public_id",
        "publication__agency__name",
        "publication__agency__short_name",
    )
    rows = longest(rows.only(*light), "proposed_at", "pk")
    return shown(CORRECTIONS, rows, lambda row: row.publication, lambda row: row.proposed_at)
