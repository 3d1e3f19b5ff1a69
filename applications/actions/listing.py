"""The public log in two steps: a summary is proposed, another person lists it after review; it can be taken off again."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import publiclog, verbs
from applications.actions.recording import checked_day, done, entered, happened
from applications.choices import EventKind
from applications.models import Application
from publishing import privacy
from search.changed import changed

SHORTEST, LONGEST = 6, 300


@transaction.atomic
def propose_listing(application: Application, actor: Actor, *, summary: str, at: datetime) -> Application:
    """A summary without personal data, for another person's review (Art 15, 17). Nothing is public yet. Raises Refused."""
    application = entered(verbs.PROPOSE_LISTING, application, actor)
    if application.listed_at:
        raise Refused("办理结果已经公开；要改摘要的，先撤下。")
    summary = summary.strip()
    if sentence := objection_to(summary):
        raise Refused("摘要还要修改。", {"summary": sentence})
    on = checked_day(application, None, at)
    happened(application, EventKind.LISTING_PROPOSED, actor, on=on, at=at, note=summary)
    done(
        application, verbs.PROPOSE_LISTING, actor, at=at, detail={"summary": summary},
        public_summary=summary, summary_proposed_by=actor.user,
    )  # fmt: skip
    return application


def objection_to(summary: str) -> str:
    """What is wrong with a summary, as a sentence; "" when it may be shown (Art 15)."""
    if len(summary) < SHORTEST:
        return "写一句不含个人信息的摘要"
    if len(summary) > LONGEST:
        return f"摘要最多 {LONGEST} 字"
    if found := privacy.find(summary):
        words = "、".join(summary[each.start : each.end] for each in found[:3])
        return f"摘要里好像有个人信息（{words}），删去以后再提交"
    return ""


@transaction.atomic
def list_publicly(
    application: Application, actor: Actor, *, secrecy: bool, personal: bool, at: datetime
) -> Application:
    """Another person has reviewed the proposed summary for secrecy and personal data: it is public (Art 15, 17).

    Raises Refused.
    """
    application = entered(verbs.LIST_PUBLICLY, application, actor)
    if not application.summary_proposed_by_id:
        raise Refused("还没有人拟出摘要，先由经办人“拟公开办理结果”。")
    if application.listed_at:
        raise Refused("办理结果已经公开。")
    problems = {} if secrecy else {"secrecy": "先完成保密审查（第十七条）"}
    if not personal:
        problems["personal"] = "先核对摘要里没有个人信息（第十五条）"
    if sentence := objection_to(application.public_summary):
        problems["summary"] = sentence
    if problems:
        raise Refused("还不能公开：" + "；".join(problems.values()) + "。", problems)
    on = checked_day(application, None, at)
    happened(application, EventKind.LISTED, actor, on=on, at=at)
    done(
        application, verbs.LIST_PUBLICLY, actor, at=at, detail={"summary": application.public_summary}, listed_at=at,
    )  # fmt: skip
    changed(publiclog.SEARCH_KIND, application.pk, at=at)
    return application


@transaction.atomic
def unlist(application: Application, actor: Actor, *, reason: str, at: datetime) -> Application:
    """Takes the summary off the public log; showing one again begins with a new proposal. Raises Refused."""
    application = entered(verbs.UNLIST, application, actor, reason=reason)
    if not application.listed_at:
        raise Refused("办理结果没有公开。")
    on = checked_day(application, None, at)
    happened(application, EventKind.UNLISTED, actor, on=on, at=at, note=reason)
    done(
        application, verbs.UNLIST, actor, at=at, reason=reason, listed_at=None, summary_proposed_by=None,
    )  # fmt: skip
    changed(publiclog.SEARCH_KIND, application.pk, at=at)
    return application
