"""One line of an import file -> a publication, with its policy or interpretation beside it.

A line: `id title doc_number issuer date publish_date category region status text`, optionally
`agency column items[] attachments[] old_url`.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db import transaction

from accounts.actors import Actor
from audit.record import record
from catalog.models import Item
from interpretation import validity
from interpretation.actions import number_parts
from interpretation.models import Interpretation, PolicyDocument
from publishing import importing
from publishing.characters import printable
from publishing.models import Publication
from publishing.stated import Stated, stated
from publishing.verbs import REIMPORT
from search.changed import changed

NO_DUTY = "导入的已公开文件，不产生解读任务。"
KINDS = {
    "政策解读": "interpretation",
    "信息公开年报": "annual_report",
    "政府信息公开年报": "annual_report",
    "办事指南": "guide",
    "政府工作报告": "other",
    "通知公告": "notice",
    "公示": "publicity",
    "规划": "plan",
    "计划": "plan",
    "预决算": "budget",
    "财政预决算": "budget",
    "统计": "statistic",
    "行政处罚": "penalty",
    "行政许可": "licence",
}
DOC_TYPES = {"部门规章": "regulation", "地方政府规章": "regulation", "规章": "regulation"}
TOLD = {"doc_number": "number", "issuer": "issuer", "date": "dated"}
UNKNOWN = "未注明"
NORMATIVE = ("规范性文件", "意见", "通知", "国务院文件", "工作要点", "办法", "决定", "规定")


@dataclass
class Row:
    """One object of the file, with every value as text (`items`, `attachments`: lists)."""

    values: dict
    flags: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else printable(str(value)).strip()

    @cached_property
    def stated(self) -> Stated:
        """What the document says of itself."""
        return stated(self.text("text"), self.text("title"))

    @cached_property
    def number(self) -> str:
        return self.told("doc_number", "发文字号")[:80]

    def told(self, name: str, label: str) -> str:
        """The value given, else what the document itself states, which is flagged."""
        if value := self.text(name):
            return value
        found = getattr(self.stated, TOLD[name])
        if found:
            self.flags.append(f"{label}取自正文")
        return str(found or "")

    def day(self, name: str, label: str) -> date | None:
        """A date in any usual spelling; what cannot be read is flagged, never refused."""
        value = self.told(name, label) if name in TOLD else self.text(name)
        found = self._day(value, label)
        signed = self.stated.dated if name in TOLD else None
        if found and signed and found != signed:
            self.flags.append(f"{label}与落款的{signed:%Y-%m-%d}不一致")
        return found

    def _day(self, value: str, label: str) -> date | None:
        if not value:
            self.flags.append(f"{label}未注明")
            return None
        found = re.search(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})", value)
        try:
            return date(*map(int, found.groups())) if found else date.fromisoformat(value)
        except ValueError:
            self.flags.append(f"{label}“{value[:20]}”无法识别")
            return None


def refusal(values: object) -> str:
    """Why a line cannot be imported at all: it is no object, or has neither id nor title."""
    if not isinstance(values, dict):
        return "这一行不是 JSON 对象"
    if not Row(values).text("id"):
        return "缺少 id"
    if not Row(values).text("title"):
        return "缺少 title"
    return ""


@transaction.atomic
def bring_in(actor: Actor, values: dict, *, at: datetime) -> tuple[str, list[str]]:
    """Imports one line; (created | changed | unchanged, flags)."""
    row = Row(values)
    facts = publication_facts(row)
    paths = [importing.path_of(row.text("old_url"))] if row.text("old_url") else []
    publication, result = importing.bring_in(
        actor, facts, external_id=row.text("id")[:100], old_paths=paths, at=at
    )
    if _serve_items(publication, row) and result == "unchanged":
        result = "changed"
    if publication.kind == Publication.Kind.POLICY:
        if _keep(PolicyDocument, publication, policy_facts(row)) and result == "unchanged":
            result = "changed"
            record(actor, REIMPORT.word, publication, at=at, detail={"policy": True})
            changed("policy", publication.public_id, at=at)
    elif publication.kind == Publication.Kind.INTERPRETATION:
        _link(publication)
    return result, publication.flags


def publication_facts(row: Row) -> dict:
    """The facts of publishing.importing.bring_in."""
    kind = KINDS.get(row.text("category"), "policy")
    issuer = _issuer(row)
    agency = importing.agency_of(row.text("agency"), issuer)
    formed, published = row.day("date", "成文日期"), row.day("publish_date", "发布日期")
    if formed and published and published < formed:
        row.flags.append("发布日期早于成文日期")
    if not row.text("text"):
        row.flags.append("没有正文")
    if kind == Publication.Kind.POLICY:
        _flag_number(row)
    return {
        "title": row.text("title")[:300],
        "text": row.text("text"),
        "kind": kind,
        "agency": agency,
        "column": importing.column_of(row.text("column"), kind),
        "issuer": "" if issuer == agency.name else issuer[:200],
        "formed_on": formed,
        "published_on": published,
        "source": row.text("source")[:200],
        "flags": row.flags,
    }


def _issuer(row: Row) -> str:
    """Who issued it: as given, else the agency given, else as signed; a document of nobody's is not said to be ours."""
    if row.text("issuer") or row.text("agency"):
        return row.text("issuer")
    if found := row.told("issuer", "制发机关"):
        return found
    row.flags.append("制发机关未注明")
    return UNKNOWN


def _flag_number(row: Row) -> None:
    number = row.number
    if not number:
        return
    twins = PolicyDocument.objects.filter(doc_number=number_parts(number)["doc_number"]).exclude(
        publication__external_id=row.text("id")
    )
    if twins.exists():
        row.flags.append(f"发文字号“{number}”重复")


def policy_facts(row: Row) -> dict:
    """The columns of PolicyDocument that a line gives; an imported policy asks for no interpretation."""
    category = row.text("category")
    normative = "normative" if category in NORMATIVE else "other"
    return {
        **number_parts(row.number),
        "doc_type": DOC_TYPES.get(category, normative),
        "topic": row.text("topic")[:60],
        "region": row.text("region")[:60],
        "stated_validity": validity.stated_from(row.text("status")),
        "interpretation_required": False,
        "waiver_reason": NO_DUTY,
    }


def _keep(model, publication: Publication, facts: dict) -> bool:
    """Creates or updates the row beside the publication; whether anything changed."""
    found = model.objects.filter(publication=publication)
    if not found.exists():
        model.objects.create(publication=publication, **facts)
        return True
    return not found.filter(**facts).exists() and bool(found.update(**facts))


def _link(publication: Publication) -> None:
    """An imported interpretation is tied to the policy whose title it names in 《》, when exactly one is known."""
    names = re.findall(r"《([^《》]{6,120})》", publication.title + publication.text[:400])
    found = PolicyDocument.objects.filter(publication__title__in=names)[:2]
    if len(found) == 1:
        _keep(Interpretation, publication, {"policy": found[0], "form": "text"})


def _serve_items(publication: Publication, row: Row) -> bool:
    """Ties the publication to the catalogue items named by number; unknown ones are flagged by leaving them out."""
    numbers = {int(str(value)) for value in row.values.get("items") or [] if str(value).isdigit()}
    wanted = set(Item.objects.filter(pk__in=numbers))
    before = set(publication.items.all())
    publication.items.add(*(wanted - before))
    return bool(wanted - before)
