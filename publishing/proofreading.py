"""The wording check of a draft: title, text and files against the lists, and an outside proof-reader where one is hooked in."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from publishing import wording
from publishing.models import Publication, WordingRule
from publishing.records import world

FILE = Path(__file__).parent / "data" / "wording.csv"
AROUND = 20
MOST = 200  # faults shown of one text


@dataclass(frozen=True)
class Shown:
    """One fault as the reviewer sees it: where, in its words, what it should be, why, and whether it is severe."""

    where: str
    place: SafeString
    right: str
    source: str
    severe: bool


def of(publication: Publication) -> list[Shown]:
    """All faults, severe ones first (国办秘函〔2019〕19号)."""
    rules = [rule.as_rule() for rule in WordingRule.objects.filter(retired_at=None)]
    texts = [
        ("标题", publication.title),
        ("正文", world.whole_text(publication)),
        ("公示内容", publication.personal_text),
    ]
    texts += [(f"附件“{file.name}”", file.text) for file in publication.attachments.all()]
    found = [
        _shown(where, text, fault)
        for where, text in texts
        for fault in [*wording.find(text, rules), *_outside(text)][:MOST]
    ]
    return sorted(found, key=lambda shown: not shown.severe)


def _outside(text: str) -> list[wording.Fault]:
    """settings.PROOFREADER(text) -> faults; off where it is empty."""
    return import_string(settings.PROOFREADER)(text) if settings.PROOFREADER and text else []


def _shown(where: str, text: str, fault: wording.Fault) -> Shown:
    before = " ".join(text[max(0, fault.start - AROUND) : fault.start].split())
    after = " ".join(text[fault.end : fault.end + AROUND].split())
    place = format_html("…{}<mark>{}</mark>{}…", before, text[fault.start : fault.end], after)
    rule = fault.rule
    return Shown(where, place, rule.right, rule.source, rule.severe)


def load() -> dict[str, int]:
    """Adds the file's rows that this county does not have; what a county changed or retired stays so."""
    created = 0
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            facts = row | {"severe": row["severe"] == "1"}
            created += WordingRule.objects.get_or_create(wrong=facts.pop("wrong"), defaults=facts)[1]
    return {"created": created}
