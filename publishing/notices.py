"""What the public may see of the people on a public notice: by kind of notice and by catalogue item (个人信息保护法 6, 47, 51)."""

import csv
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from publishing import personal, privacy
from publishing.models import Attachment, NoticeField, NoticeKind, Publication
from publishing.records import world

FILE = Path(__file__).parent / "data" / "notice_fields.csv"
GENERAL = "general"
LASTING = {"name": personal.SURNAME}


def load() -> int:
    """Writes the kinds and rules of the file that were never there; how many. Changed and retired ones stay."""
    created = 0
    for row in _built_in():
        kind, _ = NoticeKind.objects.get_or_create(slug=row["slug"], defaults={"label": row["label"]})
        if not NoticeField.objects.filter(kind=kind, field=row["field"]).exists():
            given = {name: row[name] for name in ("field", "treatment", "source")}
            NoticeField.objects.create(kind=kind, **given)
            created += 1
    return created


@cache
def _built_in() -> tuple[dict[str, str], ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def is_notice(publication: Publication) -> bool:
    """Whether it shows people for a time: a 公示, or anything with a part that is shown until a day."""
    return (
        publication.kind == Publication.Kind.PUBLICITY
        or publication.ends_on is not None
        or publication.notice_kind_id is not None
        or bool(publication.personal_text.strip())
    )


def rules_of(publication: Publication) -> dict[str, str]:
    """{field: treatment} (个人信息保护法 6): what its items say before what its kind says before what holds in general; of several items the strictest."""
    items = list(publication.items.values_list("pk", flat=True)) if publication.pk else []
    rows = NoticeField.objects.in_force(publication.notice_kind_id, items, GENERAL)
    found = {row["field"]: row["treatment"] for row in _built_in() if row["slug"] == GENERAL}
    for rank in (NoticeField.OF_GENERAL, NoticeField.OF_KIND, NoticeField.OF_ITEM):
        found |= personal.strictest((row.field, row.treatment) for row in rows if row.rank == rank)
    return found


def lasting_rules(publication: Publication) -> dict[str, str]:
    """Those of what stays after the end (个人信息保护法 47): a field that the list may show whole is shown in part there."""
    rules = rules_of(publication)
    if publication.kind != Publication.Kind.PUBLICITY and publication.ends_on is None:
        return rules
    return {
        field: LASTING.get(field, personal.PARTLY) if said == personal.SHOW else said
        for field, said in rules.items()
    }


def personal_part(publication: Publication, on: date) -> str:
    """The people on it as the public may see them on a day: by the rules, and gone the day after the end (个人信息保护法 47)."""
    if publication.ends_on is None or on > publication.ends_on:
        return ""
    return list_shown(publication)


def list_shown(publication: Publication) -> str:
    """The people on it as the public sees them while it runs: what a check looks at."""
    if not publication.personal_text:
        return ""
    return personal.covered(publication.personal_text, rules_of(publication))


def masker(publication: Publication, listed: bool = False) -> Callable[[str], str]:
    """What one click does to a text: a notice by its rules, anything else where the check finds personal data (Art 15).

    `listed`: the text is a list of people.
    """
    if is_notice(publication) or listed:
        rules = rules_of(publication) if listed else lasting_rules(publication)
        return lambda text: personal.covered(text, rules, strict=listed)
    return lambda text: privacy.mask(text, privacy.find(text))


def shows_more(attachment: Attachment, rules: dict[str, str]) -> list[str]:
    """Labels of the fields of which a file shows more than the rules allow."""
    return personal.shown_more(attachment.text, rules, strict=attachment.personal)


def heeded(attachment: Attachment) -> bool:
    """Whether a file keeps to the rules that hold now: one with people on it is only then handed out."""
    return not attachment.personal or not shows_more(attachment, rules_of(attachment.publication))


def too_much(publication: Publication, text: str) -> list[str]:
    """Labels of the fields of which a text of a notice shows more than its rules allow; of anything else nothing."""
    if not is_notice(publication):
        return []
    return personal.shown_more(text, lasting_rules(publication), strict=False)


def _standing(publication: Publication) -> str:
    """What stays readable after the end: title, text and the long texts of a record."""
    return f"{publication.title}\n{publication.text}\n{world.prose(publication)}"


def objections(publication: Publication) -> list[str]:
    """Sentences on everything of a notice that would show more of a person than its rules allow."""
    files = list(publication.attachments.all())
    if not is_notice(publication) and not any(file.personal for file in files):
        return []
    rules, lasting = rules_of(publication), lasting_rules(publication)
    said = []
    if names := personal.unknown(publication.personal_text):
        said.append(
            f"名单里的“{'、'.join(names)}”没有规定显示还是遮盖，会全部遮盖：改用规定里的名称，或者去掉这一列。"
        )
    if wrong := personal.shown_more(_standing(publication), lasting, strict=False):
        place = "标题、正文或者字段" if publication.record_kind else "标题或正文"
        said.append(
            f"{place}里的{'、'.join(wrong)}超出了公示可以显示的范围，期满也不会撤下："
            "按“遮盖个人信息”，或者移到名单里。"
        )
    for file in files:
        if wrong := shows_more(file, rules if file.personal else lasting):
            ends = "" if file.personal else "，期满也不会撤下"
            said.append(
                f"附件“{file.name}”里的{'、'.join(wrong)}超出了公示可以显示的范围{ends}：遮盖后再送审"
                f"{'' if file.personal else '，或者作为名单重新添加'}。"
            )
    return said


def preview(publication: Publication) -> dict | None:
    """For who writes and who reviews: {"kind", "shown": [(field, treatment) in words], "text": as the public will see it}."""
    if not is_notice(publication):
        return None
    rules, words = rules_of(publication), dict(personal.TREATMENTS)
    shown = [(label, words[rules.get(field, personal.HIDDEN)]) for field, label in personal.LABELS.items()]
    return {
        "kind": publication.notice_kind.label if publication.notice_kind else "一般公示",
        "shown": shown,
        "text": personal.covered(publication.personal_text, rules),
    }
