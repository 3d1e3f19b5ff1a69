"""What still stands between a draft and the public. A gate returns the obstacles it sees; all are shown at once.

settings.PUBLICATION_GATES names them in order. Each tells at which steps it is asked: "submit", "approve", "publish".
The step "urgent" asks what "publish" asks, without the gates that the head may postpone in an emergency; "correct" is
asked of what is public as it would stand once corrected.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from publishing import grounds, notices, presets, richtext
from publishing.models import Publication, Review

STEPS = ("submit", "approve", "publish", "urgent", "correct")
SENTENCES = {
    "secrecy": "保密审查还没有通过：先审查、后公开（第十七条）。",
    "privacy": "个人信息检查还没有通过（第十五条）。",
    "wording": "文字校对还没有通过。",
    "approval": "还没有批准。",
}
UNDECIDED = {
    "secrecy": "保密审查“不能确定”：报主管部门或保密行政管理部门确定后再继续（第十七条）。",
    "privacy": "个人信息检查“不能确定”：请与当事人或主管部门核实后再检查一次。",
    "wording": "文字校对“不能确定”：请核实后再校对一次。",
}


@dataclass(frozen=True)
class Obstacle:
    """`gate` is the function's name, `text` a sentence that says what to do."""

    gate: str
    text: str


def asked_at(*steps: str, postponable: bool = False) -> Callable:
    """Marks at which steps a gate is asked, and whether an emergency may put it off by a working day."""

    def mark(gate: Callable) -> Callable:
        gate.steps = steps if postponable or "publish" not in steps else (*steps, "urgent")
        return gate

    return mark


def gates() -> list[Callable]:
    return [import_string(path) for path in settings.PUBLICATION_GATES]


def obstacles(publication: Publication, step: str, at: datetime) -> list[Obstacle]:
    """Everything that stands against this step now, from all gates; the reviews are read once, when the first one asks."""
    publication.reviews_in_view = None
    try:
        return [
            Obstacle(gate.__name__, text)
            for gate in gates()
            if step in gate.steps
            for text in gate(publication, at)
        ]
    finally:
        del publication.reviews_in_view


@asked_at("submit", "publish")
def complete(publication: Publication, at: datetime) -> list[str]:
    """Column, agency and date are there; 成文日期 is needed for the Art 26 limit, 属性 for Art 5."""
    wanted = []
    if publication.formed_on is None:
        wanted.append("填写成文日期。")
    elif publication.formed_on > localdate(at):
        wanted.append("成文日期不能晚于今天。")
    return (
        wanted
        + _notice_gaps(publication)
        + grounds.missing(publication.attribute, publication.ground, publication.ground_reason)
    )


@asked_at("submit", "publish", "correct")
def says_something(publication: Publication, at: datetime) -> list[str]:
    """A title, a text or a file where one is wanted, and words for every picture in the text (Art 5; GB/T 37668)."""
    wanted = [] if publication.title.strip() else ["填写标题。"]
    record = publication.record_kind
    bare = not publication.text.strip() and not publication.attachments.exists()
    if bare and (record is None or record.wants_text):
        wanted.append("填写正文，或添加附件。")
    return wanted + _picture_gaps(publication)


def _picture_gaps(publication: Publication) -> list[str]:
    """A picture in the text says in words what it shows (GB/T 37668), and its file is there."""
    shown = richtext.pictures(publication.rich_text)
    if not shown:
        return []
    there = set(publication.attachments.filter(personal=False).values_list("pk", flat=True))
    silent = sum(1 for text in shown.values() if not text)
    lost = len(set(shown) - there)
    return [f"正文里有 {silent} 张图片没有文字说明：按“修改”，选中图片补上。"] * bool(silent) + [
        f"正文里有 {lost} 张图片的附件不在了：删去图片，或者重新添加附件。"
    ] * bool(lost)


def _notice_gaps(publication: Publication) -> list[str]:
    """A 公示 has an end date, and so has everything that is shown only for its time."""
    record = publication.record_kind
    timed = publication.personal_text.strip() or publication.attachments.filter(personal=True).exists()
    if record is not None:
        timed = timed or record.wants_end or bool(record.personal(publication.fields))
    if publication.ends_on is None:
        needed = publication.kind == Publication.Kind.PUBLICITY or timed
        return ["填写公示截止日期：期满后名单等个人信息自动撤下。"] if needed else []
    if publication.formed_on and publication.ends_on < publication.formed_on:
        return ["公示截止日期不能早于成文日期。"]
    return []


@asked_at("submit", "approve", "publish", "correct")
def fields_heeded(publication: Publication, at: datetime) -> list[str]:
    """A public notice shows no more of a person than its kind and its items allow (个人信息保护法 6, 51)."""
    return notices.objections(publication)


@asked_at("publish")
def public_attribute(publication: Publication, at: datetime) -> list[str]:
    """Only 主动公开 goes to the public (Art 13)."""
    if publication.attribute == grounds.PUBLIC:
        return []
    return [f"公开属性是“{publication.get_attribute_display()}”，不能发布。"]


@asked_at("approve", "publish")
def secrecy_reviewed(publication: Publication, at: datetime) -> list[str]:
    """Reviewed for secrecy before release, item by item, by a named person (Art 17; 保密法实施条例 42)."""
    return _review_missing(publication, "secrecy")


@asked_at("approve", "publish")
def privacy_checked(publication: Publication, at: datetime) -> list[str]:
    """Personal data was looked for in this very revision (Art 15; 个人信息保护法)."""
    return _review_missing(publication, "privacy")


@asked_at("approve", "publish", postponable=True)
def wording_checked(publication: Publication, at: datetime) -> list[str]:
    """Read by a second person for wording."""
    return _review_missing(publication, "wording")


@asked_at("publish", postponable=True)
def approved(publication: Publication, at: datetime) -> list[str]:
    """Approved by someone who did not draft it (four eyes); an edit afterwards needs approval again."""
    return _review_missing(publication, "approval")


def latest_reviews(publication: Publication) -> dict[str, Review]:
    """The last review of each kind of the current revision."""
    return {review.kind: review for review in _reviews(publication)}


def all_passed(publication: Publication) -> bool:
    """Whether secrecy, privacy and wording all passed for the current revision, by as many people as the preset asks."""
    publication.reviews_in_view = None
    try:
        return not any(_review_missing(publication, kind) for kind in ("secrecy", "privacy", "wording"))
    finally:
        del publication.reviews_in_view


def _review_missing(publication: Publication, kind: str) -> list[str]:
    found = [review for review in _reviews_in_view(publication) if review.kind == kind]
    if not found:
        return [SENTENCES[kind]]
    if found[-1].result == Review.Result.FAIL:
        said = found[-1].basis.strip().rstrip("。")
        return [f"{Review.Kind(kind).label}没有通过{f'：{said}' if said else ''}。按意见修改后重新送审。"]
    if found[-1].result == Review.Result.UNDECIDED:
        return [UNDECIDED[kind]]
    preset = presets.chosen(settings.REVIEW_PRESET)
    passed = presets.passed_by((review.by_id or review.by_label, review.result) for review in found)
    short = preset.readers - len(passed) if kind != "approval" else 0
    return [f"{Review.Kind(kind).label}还差 {short} 人（{preset.label}）。"] if short > 0 else []


def _reviews(publication: Publication) -> list[Review]:
    """All reviews of the current revision, oldest first."""
    return list(publication.reviews.filter(revision=publication.revision).order_by("at", "pk"))


def _reviews_in_view(publication: Publication) -> list[Review]:
    """Kept on the publication only while obstacles() asks all gates; a gate asked alone reads anew."""
    if not hasattr(publication, "reviews_in_view"):
        return _reviews(publication)
    if publication.reviews_in_view is None:
        publication.reviews_in_view = _reviews(publication)
    return publication.reviews_in_view
