"""Corrections of what is public: proposed by one, looked at by another, shown with a note (Art 6; 先审后公开)."""

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from audit.record import record
from publishing import findings, notices, richtext, verbs
from publishing.actions.records import (
    locked,
    note_review,
    note_revision,
    refuse_obstacles,
    search_kind,
    take,
)
from publishing.actions.typed import settle
from publishing.models import Correction, Publication, Review
from publishing.records import world
from search.changed import changed

RECORDS = (Review.Kind.SECRECY, Review.Kind.PRIVACY, Review.Kind.WORDING, Review.Kind.APPROVAL)


@transaction.atomic
def correct(
    publication: Publication,
    actor: Actor,
    *,
    title: str,
    text: str,
    reason: str,
    at: datetime,
    rich_text: str = "",
    fields: Mapping | None = None,
) -> Correction:
    """Proposes a new title and text for what is public; `reason` is the note the public will read.

    `rich_text` is the text with its links, tables and emphasis, where it has any. `fields`: what was typed into the
    fields of a typed record, whose title then follows from them; they pass the same checks as in a draft.
    """
    publication = locked(publication)
    guard(verbs.CORRECT, publication, actor, reason=reason)
    if publication.corrections.filter(state=Correction.State.PROPOSED).exists():
        raise Refused("这份信息已经有一件更正等待核准。")
    rich_text = richtext.body(rich_text)
    text = richtext.plain(rich_text) if rich_text else text
    new = {"title": title.strip(), "text": text, "rich_text": rich_text}
    if publication.record:
        new["fields"] = fields if fields is not None else publication.fields
        new = settle(publication, new, localdate(at))
    _refuse(publication, new, reason, at)
    record(actor, verbs.CORRECT.word, publication, at=at, reason=reason)
    return Correction.objects.create(
        publication=publication,
        note=reason.strip(),
        title=new["title"],
        text=text,
        rich_text=rich_text,
        fields=new.get("fields", {}),
        digest_before=publication.digest,
        proposed_by=actor.user,
        proposed_at=at,
    )


def _refuse(publication: Publication, new: Mapping, reason: str, at: datetime) -> None:
    """Refuses a correction that changes nothing, leaves nothing, or shows more of a person than it may (Art 15)."""
    if all(getattr(publication, name) == value for name, value in new.items()):
        what = "要素和正文" if publication.record else "标题和正文"
        raise Refused(f"{what}都没有改动。", {"text": "没有改动"})
    corrected = with_facts(publication, new)
    said = "\n".join((new["title"], new["text"], world.prose(corrected), reason))
    if wrong := notices.too_much(corrected, said):
        raise Refused(
            f"更正里的{'、'.join(wrong)}超出了公示可以显示的范围。", {"text": "超出了公示可以显示的范围"}
        )
    refuse_obstacles(corrected, _step(publication), at)


def _step(publication: Publication) -> str:
    """What the gates are asked: fields pass all that a draft's do, a text what holds of it once it is public."""
    return "submit" if publication.record else "correct"


def with_facts(publication: Publication, facts: Mapping) -> Publication:
    """A copy, not saved, that says what the publication would say."""
    found = copy(publication)
    take(found, facts)
    return found


def facts_of(correction: Correction) -> dict:
    """What a correction sets; of a typed record the fields, and the day that follows from them."""
    facts = {name: getattr(correction, name) for name in ("title", "text", "rich_text")}
    kind = correction.publication.record_kind
    if kind is None or not correction.fields:
        return facts
    formed_on = date.fromisoformat(correction.fields[kind.dated])
    return facts | {"fields": correction.fields, "formed_on": formed_on}


@transaction.atomic
def decide_correction(
    publication: Publication, actor: Actor, *, result: str, reason: str, at: datetime
) -> Publication:
    """Somebody else than who proposed it reads the new text for secrecy, personal data and wording, and approves (Art 15, 17).

    The four records are of the new revision; the first day of publication never changes.
    """
    publication = locked(publication)
    guard(verbs.DECIDE_CORRECTION, publication, actor, reason=reason)
    waiting = publication.corrections.select_for_update().filter(state=Correction.State.PROPOSED).first()
    if waiting is None:
        raise Refused("没有等待核准的更正。")
    if waiting.proposed_by_id and waiting.proposed_by_id == actor.user.pk:
        raise Refused("更正要由另一位同事来核准：提出的人不能核准自己的更正。")
    waiting.state = Correction.State.APPLIED if result == Review.Result.PASS else Correction.State.DROPPED
    waiting.decided_by_label, waiting.decided_at, waiting.decision = actor.label, at, reason.strip()
    if waiting.state == Correction.State.APPLIED:
        _apply(publication, waiting, actor, reason, at)
    names = ["state", "decided_by_label", "decided_at", "decision", "digest_after", "fields_before"]
    waiting.save(update_fields=names)
    detail = {"result": str(result), "revision": publication.revision}
    record(actor, verbs.DECIDE_CORRECTION.word, publication, at=at, reason=reason, detail=detail)
    return publication


def _apply(publication: Publication, waiting: Correction, actor: Actor, reason: str, at: datetime) -> None:
    facts = facts_of(waiting)
    waiting.fields_before = publication.fields if "fields" in facts else {}
    take(publication, facts)
    refuse_obstacles(publication, _step(publication), at)
    publication.revision += 1
    publication.corrected_at = publication.changed_at = at
    names = [*facts, "body_html", "digest", "revision", "corrected_at", "changed_at"]
    publication.save(update_fields=names)
    note_revision(publication, actor, at)
    publication.revisions.filter(number=publication.revision).update(public_from=at)
    kept = findings.of(publication).total
    basis = f"{reason}（留有 {kept} 处可能的个人信息）" if kept else reason
    for kind in RECORDS:
        note_review(publication, actor, kind, Review.Result.PASS, basis, at)
    waiting.digest_after = publication.digest
    changed(search_kind(publication), publication.public_id, at=at)
