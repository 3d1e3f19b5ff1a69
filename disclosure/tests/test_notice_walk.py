"""A public notice shows no more of a person than its rules allow, on any address; after its end nothing of them (个人信息保护法 6, 47)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actors import Actor
from accounts.verbs import Refused
from disclosure.tests.test_walk import everything, readable, values_of
from publishing import actions, findings, notices
from publishing.models import NoticeField, NoticeKind, Publication
from publishing.tests.fixtures import bring, column, drafted, item
from search import index

__all__ = ["bring", "column", "drafted", "item"]
CARD, MOBILE = "330102199003071230", "13812345678"
LIST = f"| 姓名 | 身份证号 | 手机 | 金额 |\n| 谷雨生 | {CARD} | {MOBILE} | 800 |"
COUNTED = "本次共救助谷雨镇 7 户。"
NAME, MASKED = "谷雨生", "谷**"


@pytest.fixture
def people(db):
    notices.load()
    return NoticeKind.objects.get(slug="assistance")


@pytest.fixture
def running(people, drafted, bring, item, editor, at):
    """A 社会救助公示 that runs, with its list in the text and one in a file."""

    def make(ends_on=date(2099, 1, 1), **facts) -> Publication:
        given = {"kind": "publicity", "text": COUNTED, "personal_text": LIST, "notice_kind": people}
        publication = drafted(ends_on=ends_on, items=[item], **given | facts)
        upload = SimpleUploadedFile("名单.txt", "姓名\t金额\n谷**\t800".encode())
        actions.attach(publication, Actor.of(editor), upload=upload, personal=True, at=at)
        publication.refresh_from_db()
        publication = bring(publication, "published")
        index.rebuild()
        return publication

    return make


def walk(publication, agency, item) -> dict[str, str]:
    """What every address answers to a stranger."""
    outsider = Client(raise_request_exception=False)
    values = values_of([publication], agency, item)
    walked = {f"{address}{query}" for _, address, query in everything(values)}
    return {address: readable(outsider.get(address)) for address in sorted(walked)}


def showing(answers: dict[str, str], words: str) -> list[str]:
    return [address for address, text in answers.items() if words in text]


def test_no_address_shows_more_than_the_rules(running, agency, item, caplog):
    caplog.set_level("CRITICAL")
    publication = running()
    answers = walk(publication, agency, item)
    for hidden in (NAME, CARD, CARD[6:14], MOBILE, MOBILE[3:9]):
        assert showing(answers, hidden) == []
    file = f"/publications/{publication.public_id}/files/{publication.attachments.get().pk}/"
    assert showing(answers, MASKED) == sorted([f"/publications/{publication.public_id}/", file])


def test_the_check_looks_at_what_the_public_will_see(running):
    assert findings.of(running()).total == 0


def test_after_its_end_nothing_of_them_is_left_and_the_numbers_stay(running, agency, item, caplog):
    caplog.set_level("CRITICAL")
    publication = running(ends_on=date(2026, 3, 9))
    answers = walk(publication, agency, item)
    assert showing(answers, MASKED) == showing(answers, NAME) == []
    assert f"/publications/{publication.public_id}/" in showing(answers, COUNTED)


def test_a_file_that_shows_more_under_a_new_rule_is_closed_at_once(running, supervisor, government, at):
    publication = running()
    address = f"/publications/{publication.public_id}/files/{publication.attachments.get().pk}/"
    assert Client().get(address).status_code == 200
    general = NoticeKind.objects.get(slug="assistance")
    rule = {"kind": general, "field": "name", "treatment": "hidden", "reason": "民政部门新的规定"}
    actions.set_notice_field(Actor.of(supervisor), at=at, **rule)
    assert Client().get(address).status_code == 404
    page = Client().get(f"/publications/{publication.public_id}/").content.decode()
    assert MASKED not in page
    assert "名单.txt" not in page


def test_an_item_speaks_before_the_kind(running, supervisor, government, item, at):
    shown = {"item": item, "field": "name", "treatment": "show", "reason": "事项要求公示全名"}
    actions.set_notice_field(Actor.of(supervisor), at=at, **shown)
    page = Client().get(f"/publications/{running().public_id}/").content.decode()
    assert NAME in page
    assert CARD not in page


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"text": f"联系人手机{MOBILE}"}, "标题或正文里的电话"),
        ({"personal_text": "| 姓名 | 绰号 |\n| 谷雨生 | 老谷 |"}, "“绰号”没有规定"),
    ],
)
def test_more_than_the_rules_allow_is_not_submitted(facts, wanted, running):
    with pytest.raises(actions.Blocked, match=wanted):
        running(**facts)


def test_a_correction_adds_no_more_of_a_person(running, editor, at):
    publication = running()
    new = {"title": publication.title, "text": f"{COUNTED}\n| 姓名 | 金额 |\n| {NAME} | 800 |"}
    with pytest.raises(Refused, match="姓名超出了公示"):
        actions.correct(publication, Actor.of(editor), reason="补上名单", at=at, **new)


def test_a_file_with_more_is_not_submitted_and_says_which(people, drafted, editor, at):
    publication = drafted(kind="publicity", ends_on=date(2099, 1, 1), notice_kind=people)
    upload = SimpleUploadedFile("名单.txt", f"姓名\t证件号码\n谷雨生\t{CARD}".encode())
    actions.attach(publication, Actor.of(editor), upload=upload, at=at)
    with pytest.raises(actions.Blocked, match="附件“名单.txt”里的姓名、身份证件号码"):
        actions.submit(publication, Actor.of(editor), at=at)


def test_rules_are_set_by_the_supervising_office_with_a_basis(
    people, supervisor, editor, government, item, at
):
    rule = {"kind": people, "field": "phone", "treatment": "partly", "reason": "新规定"}
    for actor, changes in (
        (editor, {}),
        (supervisor, {"reason": " "}),
        (supervisor, {"item": item}),
        (supervisor, {"kind": None}),
        (supervisor, {"treatment": "surname"}),
    ):
        with pytest.raises(Refused):
            actions.set_notice_field(Actor.of(actor), at=at, **rule | changes)
    actions.set_notice_field(Actor.of(supervisor), at=at, **rule)
    actions.set_notice_field(Actor.of(supervisor), at=at, **rule | {"treatment": "show"})
    of_phone = NoticeField.objects.filter(kind=people, field="phone")
    assert [(r.treatment, r.retired_at is None) for r in of_phone.order_by("pk")] == [
        ("partly", False),
        ("show", True),
    ]


def test_the_rules_on_the_desk(people, client, government, supervisor, editor):
    address = "/desk/publications/notice-fields/"
    client.force_login(editor)
    assert "社会救助公示" in client.get(address).content.decode()
    assert "保存规定" not in client.get(address).content.decode()
    client.force_login(supervisor)
    sent = {"kind": people.pk, "field": "phone", "treatment": "partly", "reason": "新规定"}
    assert "写明依据" in client.post(address, sent | {"reason": ""}).content.decode()
    assert "没有这个编码" in client.post(address, sent | {"item": "X-9"}).content.decode()
    assert client.post(address, sent).status_code == 302


def test_loading_again_changes_nothing(people):
    NoticeField.objects.filter(kind=people).update(treatment="hidden")
    assert notices.load() == 0
    assert not NoticeField.objects.filter(source="").exists()
