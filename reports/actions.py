"""One function per verb of an annual report. Each is one transaction: the row, the duty, the audit entry."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record
from duties.actions import close_duty, open_duty
from publishing import actions as publishing
from publishing import columns
from publishing.models import Publication
from reports import duty_kinds, figures, paper, rows, rules, sheets, verbs, watching
from reports.models import AnnualReport, State

LARGEST = 1_000_000


@transaction.atomic
def open_all(year: int, actor: Actor, *, at: datetime) -> list[AnnualReport]:
    """Opens the report of a year, and its duty, for every agency that owes it and has none yet (Art 49); safe to repeat.

    What fell due before the portal watched the agency is not opened: going live does not begin with arrears.
    """
    begun = AnnualReport.objects.filter(year=year).values("agency")
    missing = list(Agency.objects.active().exclude(pk__in=begun))
    since, on = watching.watched_from(missing), timezone.localdate(at)
    owing = [each for each in missing if rules.owed(due_on(each, year), since.get(each.pk), on)]
    return [open_report(agency, year, actor, at=at) for agency in owing]


def due_on(agency: Agency, year: int) -> date:
    """The day of an agency's report (Art 49)."""
    return rules.due_on(year, government=agency.kind == Agency.GOVERNMENT)


@transaction.atomic
def open_report(agency: Agency, year: int, actor: Actor, *, at: datetime) -> AnnualReport:
    """The first version, with the duty to sign it in time (Art 49); the one that is there when it was opened before.

    A report that fell due before the agency was watched is made up without a duty. Raises Refused for a year that has not begun.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)
    if found := AnnualReport.objects.filter(agency=agency, year=year).first():
        return found
    report = AnnualReport(agency=agency, year=year)
    guard(verbs.OPEN, report, actor)
    if year > timezone.localdate(at).year:
        raise Refused("年度还没有开始。")
    report.save(force_insert=True)
    if rules.owed(
        due_on(agency, year), watching.watched_from([agency]).get(agency.pk), timezone.localdate(at)
    ):
        _open_duty(report, at)
    record(actor, verbs.OPEN.word, report, at=at)
    return report


def _open_duty(report: AnnualReport, at: datetime) -> None:
    agency, year = report.agency, report.year
    open_duty(
        duty_kinds.ANNUAL,
        report,
        agency=agency,
        due_on=due_on(agency, year),
        at=at,
        label=f"{year} 年度政府信息公开工作年度报告",
        url=reverse("desk_reports:report", args=[agency.slug, year], urlconf=settings.EVERY_ADDRESS),
    )


def _locked(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)


@transaction.atomic
def draft(report: AnnualReport, actor: Actor, *, at: datetime, carried: Sequence[int] = ()) -> AnnualReport:
    """The figures are ready for the head; `carried`: 上年结转 by column where the portal does not hold last year.

    Raises Refused.
    """
    report = _locked(report)
    guard(verbs.DRAFT, report, actor)
    carried = list(carried)
    if carried and sentence_against(report, carried):
        raise Refused(sentence_against(report, carried), {"carried": sentence_against(report, carried)})
    report.carried, report.drafted_by, report.drafted_at = carried, actor.user, at
    report.state = State.DRAFT
    report.save(update_fields=["carried", "drafted_by", "drafted_at", "state"])
    record(actor, verbs.DRAFT.word, report, at=at, detail={"carried": carried})
    return report


def sentence_against(report: AnnualReport, carried: list[int]) -> str:
    """Why these counts cannot be typed for 上年结转; "" when they can."""
    if len(carried) != len(rows.COLUMNS) or not all(0 <= number <= LARGEST for number in carried):
        return "上年结转按六类申请人分别填写 0 或者正整数。"
    if report.agency.kind == Agency.GOVERNMENT:
        return "本级政府的上年结转由各机关汇总，不在这里填写。"
    if figures.signed(report.agency, report.year - 1):
        return "上一年度的报告在本平台签发，上年结转从办件读出，不能另填。"
    return ""


@transaction.atomic
def sign(report: AnnualReport, actor: Actor, *, at: datetime) -> AnnualReport:
    """The head signs: the figures are frozen with the requests behind each cell, and their digest (Art 49).

    Refused before the year is over, and while anything does not balance (F1-F5) or an agency's report is missing.
    """
    report = _locked(report)
    guard(verbs.SIGN, report, actor)
    found = figures.of(report)
    if sentence := why_not_yet(report, found, timezone.localdate(at)):
        raise Refused(sentence)
    report.figures = _kept(found)
    report.digest = digest(report)
    report.state, report.signed_by, report.signed_at = State.SIGNED, actor.user, at
    report.save(update_fields=["figures", "digest", "state", "signed_by", "signed_at"])
    close_duty(duty_kinds.ANNUAL, report, at=at)
    record(actor, verbs.SIGN.word, report, at=at, detail={"digest": report.digest})
    return report


def why_not_yet(report: AnnualReport, found: figures.Figures, on: date) -> str:
    """Why the figures cannot be signed on a day; "" when they can."""
    if on.year <= report.year:
        return f"{report.year} 年还没有结束，不能签发。"
    if breaches := figures.breaches(report.agency, report.year, found):
        return f"有 {len(breaches)} 处勾稽不平：" + "".join(each.sentence for each in breaches[:5])
    if unsigned := found.unsigned():
        names = "、".join(agency.short_name for agency in unsigned[:10])
        return f"还有 {len(unsigned)} 个机关没有签发：{names}。"
    return ""


@transaction.atomic
def announce(report: AnnualReport, actor: Actor, *, at: datetime) -> Publication:
    """A draft of the public document of a signed version, with the tables and their workbook (Art 49).

    It goes the way of every publication: completed by its editors, reviewed, approved, published. Once for each
    version, and again when what was published of it has been withdrawn. Raises Refused.
    """
    report = _locked(report)
    guard(verbs.ANNOUNCE, report, actor)
    if report.publication and report.publication.state != Publication.State.WITHDRAWN:
        raise Refused("这一版已经拟过公布稿。")
    kept, kind = figures.frozen(report), Publication.Kind.REPORT
    name = paper.title(report.agency.name, report.year)
    facts = {
        "rich_text": paper.html(kept.three, kept.four),
        "formed_on": timezone.localdate(report.signed_at),
    }
    made = publishing.draft(
        actor, agency=report.agency, column=columns.for_kind(kind), kind=kind, title=name, at=at, **facts
    )
    book = sheets.workbook(
        report.agency.name, report.year, kept.three, kept.four, f"数据摘要 {report.digest}"
    )
    publishing.attach(made, actor, upload=ContentFile(book, f"{report.year}年度表三、表四.xlsx"), at=at)
    report.publication = made
    report.save(update_fields=["publication"])
    record(actor, verbs.ANNOUNCE.word, report, at=at, detail={"publication": made.public_id})
    return made


def _kept(found: figures.Figures) -> dict:
    """What is frozen: the tables, the requests behind the cells, and of a sum the tables that it adds up."""
    own = found.sources[0][1] if found.sources else found
    return {
        "three": found.three,
        "four": found.four,
        "cases": own.cases,
        "disputes": own.disputes,
        "sources": [
            {
                "agency": agency.code,
                "report": report and report.pk,
                "digest": report.digest if report else "",
                "three": each.three,
                "four": each.four,
            }
            for agency, each, report in found.sources
        ],
    }


def digest(report: AnnualReport) -> str:
    """The digest of what was signed: agency, year, version and figures, as canonical JSON."""
    body = [report.agency.code, report.year, report.version, report.figures]
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


@transaction.atomic
def revise(report: AnnualReport, actor: Actor, *, reason: str, at: datetime) -> AnnualReport:
    """A new version of what was signed, with the reason; the signed one stays as it is. Raises Refused."""
    report = _locked(report)
    guard(verbs.REVISE, report, actor, reason=reason)
    if figures.unsigned(report.agency, report.year):
        raise Refused("已经在编制新的版本。")
    last = figures.signed(report.agency, report.year)
    new = AnnualReport.objects.create(
        agency=report.agency,
        year=report.year,
        version=last.version + 1,
        carried=last.carried,
        reason=reason.strip(),
    )
    record(actor, verbs.REVISE.word, new, at=at, reason=reason, detail={"after": last.version})
    return new
