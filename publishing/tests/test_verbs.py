"""Every row of the verb table: who may, and who may not, and from which state."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused, allowed
from publishing import actions, importing, verbs
from publishing.tests.fixtures import pass_reviews

PDF = b"%PDF-1.7 test"


def upload():
    return SimpleUploadedFile("a.pdf", PDF)


def one_review(kind):
    return lambda p, actor, at: actions.review(p, actor, kind=kind, result="pass", at=at)


DO = {
    "edit": lambda p, actor, at: actions.edit(p, actor, version=p.revision, at=at, title="新标题"),
    "mask": lambda p, actor, at: actions.mask(p, actor, at=at),
    "attach": lambda p, actor, at: actions.attach(p, actor, upload=upload(), at=at),
    "submit": lambda p, actor, at: actions.submit(p, actor, at=at),
    "review_secrecy": one_review("secrecy"),
    "review_privacy": one_review("privacy"),
    "review_wording": one_review("wording"),
    "approve": lambda p, actor, at: actions.approve(p, actor, at=at),
    "send_back": lambda p, actor, at: actions.send_back(p, actor, reason="请补充数据来源", at=at),
    "publish": lambda p, actor, at: actions.publish(p, actor, at=at),
    "withdraw": lambda p, actor, at: actions.withdraw(p, actor, reason="数据有误", at=at),
}
DO |= {
    "decide_secrecy": lambda p, actor, at: actions.decide_secrecy(
        p, actor, result="pass", reason="不属于国家秘密", at=at
    ),
    "publish_urgently": lambda p, actor, at: actions.publish_urgently(p, actor, reason="暴雨红色预警", at=at),
    "follow_up": lambda p, actor, at: actions.follow_up(p, actor, result="pass", reason="已补校", at=at),
    "schedule": lambda p, actor, at: actions.schedule(p, actor, when=at + timedelta(hours=1), at=at),
    "unschedule": lambda p, actor, at: actions.unschedule(p, actor, at=at),
    "correct": lambda p, actor, at: (
        actions.correct(p, actor, title=p.title, text="更正后的正文。", reason="金额写错", at=at).publication
    ),
    "decide_correction": lambda p, actor, at: actions.decide_correction(
        p, actor, result="pass", reason="核对过", at=at
    ),
}
ROWS = [
    # verb, from, who may, who may not, state afterwards
    ("edit", "draft", "editor", "clerk", "draft"),
    ("mask", "approved", "editor", "clerk", "draft"),
    ("attach", "draft", "editor", "clerk", None),
    ("submit", "draft", "editor", "other_clerk", "submitted"),
    ("review_secrecy", "submitted", "reviewer", "editor", "submitted"),
    ("review_privacy", "submitted", "reviewer", "editor", "submitted"),
    ("review_wording", "submitted", "reviewer", "editor", "submitted"),
    ("approve", "reviewed", "reviewer", "editor", "approved"),
    ("send_back", "submitted", "reviewer", "editor", "draft"),
    ("publish", "approved", "editor", "stranger", "published"),
    ("withdraw", "published", "reviewer", "editor", "withdrawn"),
    ("decide_secrecy", "referred", "supervisor", "reviewer", "reviewed"),
    ("publish_urgently", "reviewed", "head", "reviewer", "published"),
    ("follow_up", "urgent", "reviewer", "editor", "published"),
    ("schedule", "approved", "editor", "clerk", "approved"),
    ("unschedule", "approved", "editor", "clerk", "approved"),
    ("correct", "published", "editor", "clerk", "published"),
    ("decide_correction", "corrected", "reviewer", "editor", "published"),
]


@pytest.mark.parametrize(("name", "state", "may", "may_not", "after"), ROWS, ids=[row[0] for row in ROWS])
def test_each_verb(name, state, may, may_not, after, drafted, bring, request, at):
    publication = bring(drafted(), state)
    state = publication.state
    later = at + timedelta(hours=1)
    refused = Actor.of(request.getfixturevalue(may_not))
    with pytest.raises(Refused):
        DO[name](publication, refused, later)
    publication.refresh_from_db()
    assert publication.state == state
    done = DO[name](publication, Actor.of(request.getfixturevalue(may)), later)
    if after:
        assert done.state == after


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("publish", "draft"),
        ("approve", "submitted"),
        ("edit", "published"),
        ("withdraw", "draft"),
        ("submit", "approved"),
    ],
)
def test_a_verb_out_of_turn_is_refused(name, state, drafted, bring, at, head):
    publication = bring(drafted(), state)
    with pytest.raises(Refused):
        DO[name](publication, Actor.of(head), at + timedelta(hours=1))


def test_a_draft_is_written_by_the_office_only(drafted, agency, column, clerk, at):
    assert drafted().state == "draft"
    with pytest.raises(Refused):
        actions.draft(Actor.of(clerk), agency=agency, column=column, kind="notice", title="通知", at=at)


def test_a_file_is_taken_off_by_the_office_only(drafted, editor, clerk, at):
    attachment = actions.attach(drafted(), Actor.of(editor), upload=upload(), at=at)
    with pytest.raises(Refused):
        actions.detach(attachment, Actor.of(clerk), at=at)
    assert actions.detach(attachment, Actor.of(editor), at=at).attachments.count() == 0


def test_withheld_information_is_reassessed_by_a_reviewer(drafted, reviewer, editor, at):
    kept = drafted(attribute="withheld", ground="16-2", ground_reason="讨论记录")
    with pytest.raises(Refused):
        actions.reassess(kept, Actor.of(editor), reason="仍在讨论", next_due=date(2027, 3, 2), at=at)
    done = actions.reassess(kept, Actor.of(reviewer), reason="仍在讨论", next_due=date(2027, 3, 2), at=at)
    assert done.review_due == date(2027, 3, 2)


def test_importing_belongs_to_the_administrator(government, column, admin_user, editor, at):
    facts = {"title": "旧文", "text": "正文", "kind": "notice", "agency": government, "column": column}
    with pytest.raises(Refused):
        importing.bring_in(Actor.of(editor), dict(facts), external_id="x1", at=at)
    assert importing.bring_in(Actor.of(admin_user), dict(facts), external_id="x1", at=at)[1] == "created"
    assert importing.bring_in(SYSTEM, facts | {"text": "改"}, external_id="x1", at=at)[1] == "changed"
    with pytest.raises(Refused):
        importing.bring_in(Actor.of(editor), facts | {"text": "再改"}, external_id="x1", at=at)


def test_the_drafter_neither_reviews_nor_approves(drafted, bring, head, at):
    publication = bring(drafted(), "draft")
    publication = actions.edit(publication, Actor.of(head), version=1, at=at, title="负责人改过的标题")
    publication = actions.submit(publication, Actor.of(head), at=at)
    with pytest.raises(Refused, match="另一位同事"):
        pass_reviews(publication, Actor.of(head), at)


def test_sending_back_and_withdrawing_need_a_reason(drafted, bring, reviewer, at):
    with pytest.raises(Refused, match="理由"):
        actions.send_back(bring(drafted(), "submitted"), Actor.of(reviewer), reason=" ", at=at)


def test_every_row_of_the_table_is_covered():
    tested = {row[0] for row in ROWS} | {
        "draft",
        "detach",
        "reassess",
        "import",
        "reimport",
        "end_notice",
        "add_word",
        "retire_word",
        "set_notice_field",
        "mask_file",
        "edit_agency",
        "add_agency",
        "found_agency",  # publishing/tests/test_founding.py
        "place_agency",
        # with their records: publishing/tests/records
        "reverse_penalty",
        "assign_stage",
        "fill_stage",
        "clear_stage",
    }
    assert {verb.name for verb in verbs.VERBS} == tested


def test_the_buttons_follow_the_table(drafted, bring, editor, reviewer):
    publication = bring(drafted(), "submitted")
    names = {verb.name for verb in allowed(verbs.VERBS, publication, Actor.of(reviewer))}
    assert {"review_secrecy", "review_privacy", "review_wording", "send_back"} <= names
    assert "approve" not in names
    assert "review_secrecy" not in {v.name for v in allowed(verbs.VERBS, publication, Actor.of(editor))}
