"""Wrong names, places and forms by reviewed lists; severe ones do not pass."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from publishing import actions, proofreading, wording
from publishing.models import WordingRule

WORD = {"kind": "form", "wrong": "部暑", "right": "部署", "severe": False, "unless": "", "source": "词典"}


def rule(wrong, *unless, severe=False):
    return wording.Rule("form", wrong, "对", severe, unless)


def outside(text):
    """Stands for a county's proof-reader."""
    return [wording.Fault(0, 1, rule("外"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [("全县布署工作", [(2, 4)]), ("布署再布署", [(0, 2), (3, 5)]), ("部署", []), ("", [])],
)
def test_every_place_is_found(text, found):
    assert [(fault.start, fault.end) for fault in wording.find(text, [rule("布署")])] == found


@pytest.mark.parametrize(
    ("text", "number"),
    [("香港国际机场", 0), ("所谓香港国", 1), ("香港国际和香港国", 1), ("目的的确", 0)],
)
def test_a_word_within_a_right_one_is_none(text, number):
    rules = [rule("香港国", "香港国际"), rule("的的", "的的确", "目的的")]
    assert len(wording.find(text, rules)) == number


def test_of_two_the_longer_counts():
    found = wording.find("竟争性谈判", [rule("竟"), rule("竟争")])
    assert [fault.rule.wrong for fault in found] == ["竟争"]


@pytest.fixture
def lists(db):
    proofreading.load()


def test_the_lists_have_sources_and_load_once(lists):
    assert WordingRule.objects.count() > 50
    assert not WordingRule.objects.filter(source="").exists()
    assert proofreading.load() == {"created": 0}
    assert all(row.wrong != row.right for row in WordingRule.objects.all())


def test_no_entry_strikes_its_own_right_form(lists):
    rules = [row.as_rule() for row in WordingRule.objects.all()]
    assert [r.right for r in rules if wording.find(r.right, rules)] == []


def test_what_only_looks_like_a_wrong_form_is_none(lists):
    rules = [row.as_rule() for row in WordingRule.objects.all()]
    assert wording.find("按排名先后、按排放标准、按排队顺序", rules) == []
    assert [fault.rule.right for fault in wording.find("按排会议", rules)] == ["安排"]


def test_title_text_and_files_are_read(lists, drafted, editor, at):
    publication = drafted(title="关于布署工作的通知", text="中华人名共和国")
    upload = SimpleUploadedFile("名单.txt", "帐户明细".encode())
    actions.attach(publication, Actor.of(editor), upload=upload, at=at)
    found = proofreading.of(publication)
    assert [(shown.where, shown.severe) for shown in found] == [
        ("正文", True),
        ("标题", False),
        ("附件“名单.txt”", False),
    ]


def test_a_severe_error_passes_only_with_a_word_on_it(lists, drafted, bring, reviewer, at):
    publication = bring(drafted(text="中华人名共和国"), "submitted")
    with pytest.raises(Refused, match="严重表述错误"):
        actions.review(publication, Actor.of(reviewer), kind="wording", result="pass", at=at)
    actions.review(
        publication, Actor.of(reviewer), kind="wording", result="pass", basis="引用原文的错字", at=at
    )
    assert publication.reviews.get().result == "pass"


def test_an_outside_proof_reader_is_off_until_hooked_in(settings, drafted):
    publication = drafted(title="甲", text="")
    assert proofreading.of(publication) == []
    settings.PROOFREADER = "publishing.tests.test_wording.outside"
    assert [shown.where for shown in proofreading.of(publication)] == ["标题"]


def test_the_supervising_office_keeps_the_lists(government, supervisor, editor, at):
    with pytest.raises(Refused):
        actions.add_word(Actor.of(editor), at=at, **WORD)
    added = actions.add_word(Actor.of(supervisor), at=at, **WORD)
    with pytest.raises(Refused, match="已经在词表里"):
        actions.add_word(Actor.of(supervisor), at=at, **WORD)
    for actor, reason in ((editor, "误报"), (supervisor, " ")):
        with pytest.raises(Refused):
            actions.retire_word(added, Actor.of(actor), reason=reason, at=at)
    actions.retire_word(added, Actor.of(supervisor), reason="误报太多", at=at)
    assert actions.add_word(Actor.of(supervisor), at=at, **WORD).retired_at is None


def test_the_lists_on_the_desk(lists, client, government, supervisor, editor):
    address = reverse("desk_publishing:words")
    client.force_login(supervisor)
    assert client.post(address, WORD | {"severe": ""}).status_code == 302
    assert client.post(address, WORD | {"severe": ""}).status_code == 200
    found = WordingRule.objects.get(wrong="部暑")
    client.post(reverse("desk_publishing:retire_word", args=[found.pk]), {"reason": "误报"})
    assert "<td>部暑</td>" not in client.get(address).content.decode()
    client.force_login(editor)
    assert "加入词表" not in client.get(address).content.decode()


def test_the_reviewer_sees_faults_in_place(lists, client, drafted, bring, reviewer):
    publication = bring(drafted(text="全面布署工作。"), "submitted")
    client.force_login(reviewer)
    page = client.get(reverse("desk_publishing:review", args=[publication.public_id])).content.decode()
    assert "<mark>布署</mark>" in page
