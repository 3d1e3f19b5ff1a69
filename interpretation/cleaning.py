"""Clean-ups of normative documents: opened, decided one by one, approved by somebody else, in force once published (国办发〔2018〕37号)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record
from duties.actions import close_duty, open_duty
from interpretation import actions, cleanlist, verbs
from interpretation.models import CleanUp, CleanUpEntry, PolicyDocument
from publishing import actions as publishing
from publishing import columns
from publishing.models import Publication

DUTY = "clean_up"
ENDS = {cleanlist.REPEAL: actions.repeal, cleanlist.LAPSE: actions.lapse}


@transaction.atomic
def open_clean_up(
    agency: Agency,
    actor: Actor,
    *,
    title: str,
    basis: str,
    at: datetime,
    whole: bool = False,
    effective_on: date | None = None,
    next_on: date | None = None,
) -> CleanUp:
    """A clean-up (国办发〔2018〕37号) with every rule and normative document in force of the agency, or (`whole`) of all agencies.

    Raises Refused where the agency has none, has one open, or is not the government and wants all.
    """
    made = CleanUp(
        agency=agency,
        whole=whole,
        title=title.strip(),
        basis=basis.strip(),
        effective_on=effective_on,
        next_on=next_on,
        opened_by=actor.user,
        opened_at=at,
    )
    Agency.objects.select_for_update().get(pk=agency.pk)
    guard(verbs.OPEN_CLEAN_UP, made, actor)
    if sentence := _not_now(made, at):
        raise Refused(sentence)
    made.save(force_insert=True)
    entries = [CleanUpEntry(clean_up=made, policy=policy) for policy in _in_force(made, at)]
    CleanUpEntry.objects.bulk_create(entries)
    for earlier in CleanUp.objects.filter(agency=agency, whole=whole).exclude(pk=made.pk):
        close_duty(DUTY, earlier, at=at)
    record(actor, verbs.OPEN_CLEAN_UP.word, made, at=at, detail={"documents": len(entries)})
    return made


def _not_now(made: CleanUp, at: datetime) -> str:
    if made.whole and made.agency.kind != Agency.GOVERNMENT:
        return "全县的清理由县政府组织，部门只清理自己的文件。"
    if CleanUp.objects.filter(agency=made.agency, whole=made.whole, state="open").exists():
        return "上一次清理还没有结束，先把它办完。"
    if made.next_on and made.next_on <= localdate(at):
        return "下次清理的日期要晚于今天。"
    return "" if _in_force(made, at).exists() else "没有现行有效的规章和行政规范性文件，不用清理。"


def _in_force(made: CleanUp, at: datetime):
    found = PolicyDocument.objects.published(at).standing(localdate(at)).exclude(doc_type="other")
    return (found if made.whole else found.filter(publication__agency=made.agency)).newest()


def _locked(clean_up: CleanUp) -> CleanUp:
    return CleanUp.objects.select_for_update(of=("self",)).select_related("agency").get(pk=clean_up.pk)


@transaction.atomic
def decide(entry: CleanUpEntry, actor: Actor, *, decision: str, reason: str, at: datetime) -> CleanUpEntry:
    """Keep, amend, repeal or declare lapsed, with the reason; may be changed until the result is approved."""
    clean_up = _locked(entry.clean_up)
    guard(verbs.DECIDE_CLEAN_UP, clean_up, actor, reason=reason)
    if decision not in dict(cleanlist.DECISIONS):
        raise Refused("选择结论：保留、修改、废止或者宣布失效。", {"decision": "选择结论"})
    entry.decision, entry.reason = decision, reason.strip()[:300]
    entry.decided_by, entry.decided_at = actor.user, at
    entry.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    told = {"document": str(entry.policy)[:100], "decision": entry.get_decision_display()}
    record(actor, verbs.DECIDE_CLEAN_UP.word, clean_up, at=at, reason=reason, detail=told)
    return entry


@transaction.atomic
def keep_rest(clean_up: CleanUp, actor: Actor, *, reason: str, at: datetime) -> int:
    """Keeps all that nobody decided yet, for one reason; how many."""
    clean_up = _locked(clean_up)
    guard(verbs.DECIDE_CLEAN_UP, clean_up, actor, reason=reason)
    kept = clean_up.entries.filter(decision="").update(
        decision=cleanlist.KEEP, reason=reason.strip()[:300], decided_by=actor.user, decided_at=at
    )
    told = {"documents": kept, "decision": dict(cleanlist.DECISIONS)[cleanlist.KEEP]}
    record(actor, verbs.DECIDE_CLEAN_UP.word, clean_up, at=at, reason=reason, detail=told)
    return kept


@transaction.atomic
def approve(clean_up: CleanUp, actor: Actor, *, at: datetime) -> CleanUp:
    """By somebody who neither opened it nor decided in it; the list becomes a draft that goes the way of every publication."""
    clean_up = _locked(clean_up)
    guard(verbs.APPROVE_CLEAN_UP, clean_up, actor)
    if actor.user and clean_up.entries.filter(decided_by=actor.user).exists():
        raise Refused("批准要由另一位同事来做：作出过结论的人不能批准。")
    if left := clean_up.entries.filter(decision="").count():
        raise Refused(f"还有 {left} 件没有结论，全部作出结论后再批准。")
    clean_up.publication = _draft(clean_up, at)
    clean_up.state, clean_up.approved_by_label, clean_up.approved_at = "approved", actor.label, at
    clean_up.save(update_fields=["publication", "state", "approved_by_label", "approved_at"])
    record(actor, verbs.APPROVE_CLEAN_UP.word, clean_up, at=at)
    return clean_up


def _draft(clean_up: CleanUp, at: datetime) -> Publication:
    entries = clean_up.entries.for_lists()
    rows = [(e.decision, e.policy.publication.title, e.policy.doc_number, e.reason) for e in entries]
    on = localdate(at)
    return publishing.draft(
        SYSTEM,
        agency=clean_up.agency,
        column=columns.for_kind("policy"),
        kind=Publication.Kind.NOTICE,
        title=cleanlist.title(clean_up.agency.name, clean_up.title),
        text=cleanlist.text(rows, clean_up.agency.name, clean_up.basis, clean_up.effective_on, on),
        formed_on=on,
        origin=f"clean_up:{clean_up.pk}",
        at=at,
    )


def on_publication(publication: Publication, verb: str, actor: Actor, *, at: datetime) -> None:
    """Called by publishing inside its transaction: a list that goes out ends the force of what it repeals or declares lapsed.

    What has lost its force meanwhile keeps its own date.
    """
    found = CleanUp.objects.filter(publication=publication, state="approved").select_related("agency").first()
    if verb != "publish" or found is None:
        return
    guard(verbs.PUBLISH_CLEAN_UP, found, SYSTEM)
    on = cleanlist.effective(found.effective_on, publication.published_on)
    standing = PolicyDocument.objects.standing(on).filter(publication__state="published")
    ended = list(found.entries.filter(decision__in=ENDS, policy__in=standing).for_lists())
    for entry in ended:
        reason = f"{publication.title}：{entry.reason}"
        ENDS[entry.decision](entry.policy, SYSTEM, on=on, reason=reason, at=at)
    found.state = "published"
    found.save(update_fields=["state"])
    record(SYSTEM, verbs.PUBLISH_CLEAN_UP.word, found, at=at, detail={"ended": len(ended)})
    if found.next_on:
        _watch(found, at)


def _watch(found: CleanUp, at: datetime) -> None:
    """The next clean-up, where the office said when it is due (the period is set by the provinces)."""
    url = reverse("desk_interpretation:clean_ups", urlconf=settings.EVERY_ADDRESS)
    open_duty(DUTY, found, agency=found.agency, due_on=found.next_on, at=at, label="规范性文件清理", url=url)
