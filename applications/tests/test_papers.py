"""Files that applicants hand in (Art 29; 个人信息保护法 51): checked, kept while the form is unfinished, sealed again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, drafts, identity, papers, sealed
from applications.models import Application, Attachment, Draft, DraftFile
from applications.tests.conftest import moment
from applications.tests.test_desk_pages import paper_form
from applications.tests.test_form_pages import DELIVERY, PERSON, WANTED, begun, url  # noqa: F401
from audit.models import Entry

pytestmark = pytest.mark.django_db
CARD = b"\x89PNG\r\n the picture of a card"


def upload(name: str = "证件.png", body: bytes = CARD) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


@pytest.fixture
def sent(begun, agency):  # noqa: F811
    """A request sent online with a picture of the card and one paper that helps to search."""
    begun.post(url("look"), {"agency": agency.slug})
    begun.post(url("applicant"), PERSON | {"identity_files": [upload(), upload("反面.png", CARD + b"2")]})
    begun.post(url("wanted"), WANTED | {"request_files": upload("旧通知.txt", "二〇二五年的通知".encode())})
    begun.post(url("delivery"), DELIVERY)
    begun.post(reverse("applications:check"), {"truthful": "on"})
    return Application.objects.get()


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("病毒.exe", b"MZ", "不能上传这种文件"),
        ("证件.png", b"%PDF-1.7", "不是 .png 格式"),
        ("证件.png", b"", "空的"),
        ("没有后缀", CARD, "不能上传这种文件"),
        ("../../证件.docx", CARD, "不能上传这种文件"),
    ],
)
def test_a_file_is_what_its_name_says_or_the_sentence_names_it(name, body, words):
    sentence = papers.objection("identity", upload(name, body))
    assert words in sentence and name.rsplit("/")[-1] in sentence


def test_a_large_picture_is_refused_with_its_size(monkeypatch):
    picture = upload()
    picture.size = 11 * papers.MEGABYTE
    assert "11.0 MB" in papers.objection("identity", picture)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("C:\\我的\\证件.png", "证件.png"), ("a\x00b\u202e.png", "ab.png"), ("长" * 300 + ".png", None)],
)
def test_names_are_cleaned(name, shown):
    file = upload()
    file._name = name
    assert papers.name_of(file) == shown if shown else len(papers.name_of(file)) == 120


def test_on_the_unfinished_form_only_the_code_opens_it(begun):  # noqa: F811
    begun.post(url("applicant"), PERSON | {"identity_files": upload()})
    row = DraftFile.objects.get()
    stored = row.file.read()
    assert CARD not in stored and "证件" not in row.file.name
    with pytest.raises(sealed.CannotOpen):
        identity.opened_draft_file(row.draft.code_hash, "AAAA-AAAA-AAAA", row.digest, stored)


def test_good_files_stay_when_something_else_is_wrong(begun):  # noqa: F811
    page = begun.post(
        url("applicant"), PERSON | {"name": "", "identity_files": [upload(), upload("坏.exe", b"MZ")]}
    )
    assert page.status_code == 422 and "填写姓名" in page.text and "坏.exe" in page.text
    assert [row.name for row in page.context["papers"]["identity"]] == ["证件.png"]
    begun.post(url("applicant"), PERSON | {"identity_files": upload()})
    assert DraftFile.objects.count() == 1


def test_a_file_is_taken_away_again(begun, django_capture_on_commit_callbacks):  # noqa: F811
    begun.post(url("applicant"), PERSON | {"identity_files": upload()})
    row = DraftFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        begun.post(url("applicant"), PERSON | {"remove": ["x", str(row.pk)]})
    assert not DraftFile.objects.exists() and not row.file.storage.exists(row.file.name)


def test_somebody_elses_file_is_not_taken_away(begun, client):  # noqa: F811
    begun.post(url("applicant"), PERSON | {"identity_files": upload()})
    row = DraftFile.objects.get()
    client.cookies.clear()
    client.post(reverse("applications:start"), {})
    client.post(url("applicant"), PERSON | {"remove": str(row.pk)})
    assert DraftFile.objects.filter(pk=row.pk).exists()


def test_too_many_files_are_refused_and_the_first_stay(begun):  # noqa: F811
    many = [upload(f"{n}.png", CARD + bytes([n])) for n in range(6)]
    page = begun.post(url("applicant"), PERSON | {"identity_files": many})
    assert "最多 4 个文件" in page.text and DraftFile.objects.count() == 4


def test_they_are_on_the_last_page_before_sending(begun, agency):  # noqa: F811
    begun.post(url("look"), {"agency": agency.slug})
    begun.post(url("applicant"), PERSON | {"identity_files": upload()})
    begun.post(url("wanted"), WANTED)
    begun.post(url("delivery"), DELIVERY)
    assert "证件.png" in begun.get(reverse("applications:check")).text


def test_sending_seals_the_pictures_again_and_forgets_the_drafts(sent):
    card, back, paper = sent.attachments.all()
    assert (card.kind, card.name, card.key_id, back.kind) == (
        "identity",
        "证件.png",
        identity.mark(),
        "identity",
    )
    assert CARD not in card.file.read() and papers.opened(card) == CARD
    assert (paper.kind, paper.key_id, papers.opened(paper)) == ("request", "", "二〇二五年的通知".encode())
    assert not DraftFile.objects.exists()


def test_the_applicants_page_names_papers_but_never_identity(client, sent):
    client.get(reverse("applications:receipt"))
    page = client.get(reverse("applications:progress", args=[sent.number]))
    assert "旧通知.txt" in page.text and "证件.png" not in page.text
    for row in sent.attachments.all():
        address = reverse("applications:attachment", args=[sent.number, row.pk])
        assert client.get(address).status_code == 404


def test_the_desk_opens_a_picture_only_for_a_recorded_reason(client, sent, clerk):
    card = sent.attachments.first()
    address = reverse("desk_applications:attachment", args=[sent.number, card.pk])
    client.force_login(clerk)
    assert CARD not in client.get(address).content
    assert client.post(address, {"reason": " "}).status_code == 422
    assert not Entry.objects.filter(word="查看申请人信息").exists()
    opened = client.post(address, {"reason": "核对身份"})
    assert b"".join(opened.streaming_content) == CARD
    entry = Entry.objects.get(word="查看申请人信息")
    assert (entry.reason, entry.detail) == ("核对身份", {"file": "证件.png"})


def test_who_may_not_read_the_identity_opens_no_picture(client, sent, supervisor):
    card = sent.attachments.first()
    client.force_login(supervisor)
    page = client.post(
        reverse("desk_applications:attachment", args=[sent.number, card.pk]), {"reason": "检查"}
    )
    assert page.status_code == 422 and CARD not in page.content
    with pytest.raises(Refused, match="权限"):
        actions.open_paper(card, Actor.of(supervisor), at=moment(3, 3), reason="检查")


def test_throwing_a_form_away_throws_its_files_away(django_capture_on_commit_callbacks, db):
    draft, code = drafts.begin({}, at=moment(3, 2))
    papers.add(draft, code, "identity", [upload()])
    row = DraftFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        drafts.discard(draft)
    assert not Draft.objects.exists() and not row.file.storage.exists(row.file.name)


def test_lapsed_forms_lose_their_files_too(django_capture_on_commit_callbacks, db):
    draft, code = drafts.begin({}, at=moment(3, 2))
    papers.add(draft, code, "request", [upload()])
    row = DraftFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert drafts.forget_expired(at=moment(4, 3)) == 1
    assert not row.file.storage.exists(row.file.name)


def test_a_clerk_attaches_scans_and_nothing_is_lost_on_an_error(client, agency, clerk):
    client.force_login(clerk)
    form, address = paper_form(client, agency), reverse("desk_applications:receive")
    page = client.post(address, form | {"name": "", "identity_files": upload()})
    assert page.status_code == 422 and "证件.png" in page.text
    client.post(address, form)
    assert [row.name for row in Attachment.objects.filter(kind="identity")] == ["证件.png"]


def test_a_supplement_may_be_files_alone(client, assigned, clerk):
    actions.ask_supplement(assigned, Actor.of(clerk), what="补交身份证明", at=moment(3, 4))
    assigned.refresh_from_db()
    file = upload("补正.pdf", b"%PDF-1.7 supplement")
    actions.supplement(assigned, Actor.of(clerk), text="", files=[file], at=moment(3, 6))
    row = assigned.attachments.get(kind="supplement")
    assert (
        row.name == "补正.pdf" and assigned.events.get(kind="supplement_received").note == "补正材料见附件。"
    )
