"""Drafts at every stage, for this room's tests and for those that stand on it."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from catalog.models import Domain, Item
from publishing import actions, columns
from publishing.models import Publication

TEXT = (
    "各乡镇人民政府：\n一、总体要求\n（一）保障对象\n农村低收入群体等重点对象。\n澄溪县民政局\n2026年3月1日"
)


@pytest.fixture
def column(db):
    columns.load()
    return columns.for_kind("notice")


@pytest.fixture
def drafted(column, agency, editor, at):
    """drafted(**facts): a new draft of 周编辑."""

    def make(**facts) -> Publication:
        given = {
            "agency": agency,
            "column": column,
            "kind": "notice",
            "title": "关于做好临时救助工作的通知",
            "text": TEXT,
            "formed_on": date(2026, 3, 1),
        }
        return actions.draft(Actor.of(editor), at=at, **given | facts)

    return make


@pytest.fixture
def bring(reviewer, editor, head, at):
    """bring(publication, state): carries a draft on, as 周编辑 and 吴审核 would."""

    aside = {
        "referred": ("submitted", lambda p, when: refer(p, Actor.of(reviewer), when)),
        "urgent": (
            "reviewed",
            lambda p, when: actions.publish_urgently(p, Actor.of(head), reason="暴雨红色预警", at=when),
        ),
        "corrected": (
            "published",
            lambda p, when: propose(p, Actor.of(editor), when),
        ),
    }

    def carry(publication: Publication, state: str) -> Publication:
        if state in aside:
            before, step = aside[state]
            return step(carry(publication, before), at + timedelta(minutes=30))
        steps = {
            "submitted": lambda p, when: actions.submit(p, Actor.of(editor), at=when),
            "reviewed": lambda p, when: pass_reviews(p, Actor.of(reviewer), when),
            "approved": lambda p, when: actions.approve(p, Actor.of(reviewer), at=when),
            "published": lambda p, when: actions.publish(p, Actor.of(editor), at=when),
            "withdrawn": lambda p, when: actions.withdraw(
                p, Actor.of(reviewer), reason="数据有误，更正后重新发布。", at=when
            ),
        }
        for number, (name, step) in enumerate(steps.items(), 1):
            if publication.state == state:
                break
            publication = step(publication, at + timedelta(minutes=number))
            assert publication.state == name
        return publication

    return carry


def pass_reviews(publication: Publication, actor: Actor, when) -> Publication:
    record = {"result": "pass", "basis": "逐项看过"}
    records = dict.fromkeys(("secrecy", "privacy", "wording"), record)
    return actions.review_all(publication, actor, records=records, at=when)


def refer(publication: Publication, actor: Actor, when) -> Publication:
    """The reviewer cannot decide about secrecy; the rest passes."""
    records = {kind: {"result": "pass", "basis": ""} for kind in ("privacy", "wording")}
    records["secrecy"] = {"result": "undecided", "basis": "拿不准是否涉及内部安排"}
    return actions.review_all(publication, actor, records=records, at=when)


def propose(publication: Publication, actor: Actor, when) -> Publication:
    """A correction that waits to be looked at."""
    actions.correct(
        publication,
        actor,
        title=publication.title,
        text=publication.text.replace("重点对象", "重点人群"),
        reason="“重点对象”应为“重点人群”。",
        at=when,
    )
    publication.refresh_from_db()
    return publication


@pytest.fixture
def item(agency, at):
    """A catalogue item of 县民政局."""
    domain = Domain.objects.create(slug="assistance", name="社会救助")
    return Item.objects.create(
        domain=domain,
        code="T-1",
        level1="临时救助",
        level2="救助对象名单",
        effective_on=at.date(),
        changed_at=at,
    )
