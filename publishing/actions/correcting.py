"""Corrections of what is public: proposed by one, looked at by another, shown with a note (Art 6; 先审后公开)."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from audit.record import record
from publishing import findings, notices, richtext, verbs
from publishing.actions.records import locked, note_review, note_revision, search_kind, take
from publishing.models import Correction, Publication, Review
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
) -> Correction:
    """Proposes a new title and text for what is public; `reason` is the note the public will read.

    `rich_text` is the text with its links, tables and emphasis, where it has any.
    """
    publication = locked(publication)
    guard(verbs.CORRECT, publication, actor, reason=reason)
    if publication.corrections.filter(state=Correction.State.PROPOSED).exists():
        raise Refused("这份信息已经有一件更正等待核准。")
    rich_text = richtext.body(rich_text)
    text = richtext.plain(rich_text) if rich_text else text
    before = (publication.title, publication.text, publication.rich_text)
    if (title.strip(), text, rich_text) == before:
        raise Refused("标题和正文都没有改动。", {"text": "没有改动"})
    if not title.strip() or not (text.strip() or publication.attachments.exists()):
        raise Refused("标题和正文不能改成空的；整份不对的，请撤回。", {"text": "不能为空"})
    if wrong := notices.too_much(publication, f"{title}\n{text}\n{reason}"):
        raise Refused(
            f"更正里的{'、'.join(wrong)}超出了公示可以显示的范围。", {"text": "超出了公示可以显示的范围"}
        )
    record(actor, verbs.CORRECT.word, publication, at=at, reason=reason)
    return Correction.objects.create(
        publication=publication,
        note=reason.strip(),
        title=title.strip(),
        text=text,
        rich_text=rich_text,
        digest_before=publication.digest,
        proposed_by=actor.user,
        proposed_at=at,
    )


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
    waiting.save(update_fields=["state", "decided_by_label", "decided_at", "decision", "digest_after"])
    detail = {"result": str(result), "revision": publication.revision}
    record(actor, verbs.DECIDE_CORRECTION.word, publication, at=at, reason=reason, detail=detail)
    return publication


def _apply(publication: Publication, waiting: Correction, actor: Actor, reason: str, at: datetime) -> None:
    take(publication, {"title": waiting.title, "text": waiting.text, "rich_text": waiting.rich_text})
    publication.revision += 1
    publication.corrected_at = publication.changed_at = at
    names = ["title", "text", "rich_text", "body_html", "digest", "revision", "corrected_at", "changed_at"]
    publication.save(update_fields=names)
    note_revision(publication, actor, at)
    publication.revisions.filter(number=publication.revision).update(public_from=at)
    kept = findings.of(publication).total
    basis = f"{reason}（留有 {kept} 处可能的个人信息）" if kept else reason
    for kind in RECORDS:
        note_review(publication, actor, kind, Review.Result.PASS, basis, at)
    waiting.digest_after = publication.digest
    changed(search_kind(publication), publication.public_id, at=at)
