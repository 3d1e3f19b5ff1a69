"""Art 41: correcting one's own record: with evidence, decided within the office's limit, told in a letter."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from accounts import actors
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, corrections, identity, letters, rendering, rotation
from applications.models import Correction
from applications.tests.conftest import moment
from audit.models import Entry
from duties.models import Duty

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 hukou page"
FORM = {
    "name": "王申请", "id_kind": "resident", "id_number": "11010519491231002X", "phone": "13800005678",
    "record": "低保档案里我的出生日期写成1959年", "wanted": "更正为1949年12月31日",
}  # fmt: skip


def send(agency, **changes):
    evidence = [ContentFile(PDF, "户口簿.pdf")]
    return actions.receive_correction(
        FORM | changes, evidence, agency=agency, actor=actors.applicant(), at=moment(3, 2)
    )


@pytest.fixture
def row(agency) -> Correction:
    """On Monday, 2 March 2026: 20 working days end on the 30th."""
    return send(agency)[0]


def decide(row, user, result="corrected", answer="经核对户口簿，已在低保档案中更正。"):
    return actions.decide_correction(row, Actor.of(user), result=result, answer=answer, at=moment(3, 16))


def test_it_has_a_number_a_masked_name_and_a_duty(row):
    assert (row.number, row.masked_name, row.due_on) == ("GZ-2026-000001", "王**", date(2026, 3, 30))
    assert Duty.objects.open().get(kind="application.correction").due_on == date(2026, 3, 30)


def test_who_asks_is_sealed_and_so_is_the_evidence(row):
    assert "王申请" not in row.identity and identity.opened_identity(row)["id_number"] == "11010519491231002X"
    file = row.files.get()
    assert PDF not in file.file.read() and file.name == "户口簿.pdf" and "户口" not in file.file.name


@pytest.mark.parametrize("name", ["name", "id_number", "phone", "record", "wanted"])
def test_what_is_missing_is_said(agency, name):
    with pytest.raises(Refused) as refusal:
        send(agency, **{name: " "})
    assert name in refusal.value.fields
    assert not Correction.objects.exists()


def test_without_evidence_it_is_not_taken(agency):
    with pytest.raises(Refused) as refusal:
        actions.receive_correction(FORM, [], agency=agency, actor=actors.applicant(), at=moment(3, 2))
    assert "evidence" in refusal.value.fields


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("corrected", "本机关已经更正"),
        ("refused", "不予更正"),
        ("forwarded", "已经转送有权更正的行政机关"),
        ("directed", "请您向有权更正的行政机关提出"),
    ],
)
def test_each_answer_has_its_letter(row, clerk, result, words):
    decided = decide(row, clerk, result)
    text = "\n".join(each["text"] for each in corrections.letter(decided, named=True).paragraphs)
    assert words in text and "王申请：" in text and "第四十一条" in text
    assert ("行政复议" in text) is (result == "refused")
    assert not Duty.objects.open().exists()


def test_a_letter_without_a_recorded_reading_masks_the_name(row, clerk):
    text = str(corrections.letter(decide(row, clerk), named=False).paragraphs)
    assert "王申请" not in text and "王**" in text


def test_an_answer_has_a_result_and_reasons_and_is_given_once(row, clerk):
    with pytest.raises(Refused, match="处理情况"):
        decide(row, clerk, answer="已改")
    with pytest.raises(Refused, match="处理结果"):
        decide(row, clerk, result="lost")
    decide(row, clerk)
    with pytest.raises(Refused, match="状态已经改变"):
        decide(row, clerk)


@pytest.mark.parametrize(
    "person", ["other_clerk", "editor", "reviewer", "supervisor", "stranger", "admin_user"]
)
def test_others_neither_decide_nor_read(row, person, request):
    user = request.getfixturevalue(person)
    with pytest.raises(Refused, match="权限"):
        decide(row, user)
    with pytest.raises(Refused, match="权限"):
        actions.reveal_correction(row, Actor.of(user), at=moment(3, 3), reason="看看")
    with pytest.raises(Refused, match="权限"):
        actions.open_evidence(row.files.get(), Actor.of(user), at=moment(3, 3), reason="看看")


def test_every_reading_is_recorded_with_its_reason(row, clerk):
    with pytest.raises(Refused, match="理由"):
        actions.reveal_correction(row, Actor.of(clerk), at=moment(3, 3), reason=" ")
    assert actions.reveal_correction(row, Actor.of(clerk), at=moment(3, 3), reason="核对")["name"] == "王申请"
    assert actions.open_evidence(row.files.get(), Actor.of(clerk), at=moment(3, 3), reason="核对") == PDF
    assert Entry.objects.about(row).filter(word="查看更正申请人信息").count() == 2


# ---- pages -----------------------------------------------------------------------------------------------------------


def post(client, agency, where="", **changes):
    page = client.get(reverse("applications:correction")).content.decode()
    token = changes.pop("token", page.split('name="token" value="')[1].split('"')[0])
    files = {"evidence": [SimpleUploadedFile("户口簿.pdf", PDF)]} if changes.pop("files", True) else {}
    data = FORM | {"agency": where or agency.slug, "token": token} | files | changes
    return token, client.post(reverse("applications:correction"), data)


def code_of(answer) -> str:
    return answer.context["code"]


def test_a_citizen_sends_it_once_however_often_the_browser_does(client, agency):
    token, first = post(client, agency)
    _, second = post(client, agency, token=token)
    assert "GZ-" in first.content.decode() and code_of(first) == code_of(second)
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"files": False}, "附上能证明记录不准确的材料"),
        ({"id_number": "110105194912310021"}, "身份证"),
        ({"phone": "12"}, "电话"),
        ({"record": ""}, "写明哪一条记录不准确"),
        ({"where": "nonsense"}, "选择列表中的一个机关"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(client, agency, changes, sentence):
    answer = post(client, agency, **changes)[1]
    text = answer.content.decode()
    assert answer.status_code == 422 and sentence in text and "更正为1949年12月31日" in text
    assert not Correction.objects.exists()


def test_its_progress_is_asked_by_number_and_code(client, agency, clerk):
    code = code_of(post(client, agency)[1])
    row, address = Correction.objects.get(), reverse("applications:correction_track")
    assert "前答复" in client.post(address, {"number": row.number, "code": code}).content.decode()
    decide(row, clerk)
    page = client.post(address, {"code": code})
    assert "政府信息更正告知书" in page.content.decode() and "王申请：" in page.content.decode()
    letter = reverse("applications:correction_letter", args=[page.context["token"], "docx"])
    assert client.get(letter).status_code == 200


def test_a_wrong_code_and_a_missing_number_get_the_same_answer(client, row):
    address = reverse("applications:correction_track")
    wrong = client.post(address, {"number": row.number, "code": "WRONG-CODE-1234"})
    missing = client.post(address, {"number": "GZ-2026-999999", "code": "WRONG-CODE-1234"})
    assert wrong.status_code == missing.status_code == 404
    assert row.record not in wrong.content.decode()


def test_a_made_up_letter_address_opens_nothing(client, row):
    address = reverse("applications:correction_letter", args=["a" * 40, "docx"])
    assert client.get(address).status_code == 404


def test_the_desk_lists_opens_and_answers_it(client, row, clerk):
    client.force_login(clerk)
    assert row.number in client.get(reverse("desk_applications:corrections")).content.decode()
    address = reverse("desk_applications:correction", args=[row.number])
    assert "王申请" not in client.get(address).content.decode()
    reveal = reverse("desk_applications:correction_reveal", args=[row.number])
    assert "11010519491231002X" in client.post(reveal, {"reason": "核对"}).content.decode()
    file = reverse("desk_applications:correction_file", args=[row.number, row.files.get().pk])
    assert client.get(file).content == PDF
    assert client.post(address, {"result": "corrected", "answer": "短"}).status_code == 422
    assert (
        client.post(address, {"result": "corrected", "answer": "经核对户口簿，已经更正。"}).status_code == 302
    )
    assert (
        client.get(reverse("desk_applications:correction_letter", args=[row.number, "docx"])).status_code
        == 200
    )


@pytest.mark.parametrize("person", ["other_clerk", "editor"])
def test_others_get_the_same_answer_as_for_a_missing_one(client, row, person, request):
    client.force_login(request.getfixturevalue(person))
    theirs = client.get(reverse("desk_applications:correction", args=[row.number])).status_code
    missing = client.get(reverse("desk_applications:correction", args=["GZ-2026-999999"])).status_code
    assert theirs == missing and theirs in (403, 404)


# ---- the letter, its seal, paper, keeping ------------------------------------------------------------------------------


def seal(row, user, content=PDF, name="盖章件.pdf"):
    file = ContentFile(content + b" sealed", name)
    return actions.seal_correction(row, Actor.of(user), file=file, at=moment(3, 17))


def test_the_answer_is_numbered_and_frozen_once(row, clerk):
    letter = decide(row, clerk).letter
    assert (letter.number, letter.kind) == ("县民政局公开更〔2026〕1号", "D30-1")
    assert letter.digest == letters.digest(letter.paragraphs, []) and letter.frozen_at
    assert row.number in str(letter.paragraphs)


def test_the_sealed_copy_is_kept_once_and_checked_by_anybody(client, row, clerk):
    with pytest.raises(Refused, match="状态已经改变"):
        seal(row, clerk)
    decide(row, clerk)
    with pytest.raises(Refused, match="扫描件"):
        seal(row, clerk, b"words", "盖章件.txt")
    copy = seal(row, clerk)
    with pytest.raises(Refused, match="不能替换"):
        seal(row, clerk)
    asked = {"number": row.letter.number, "digest": copy.digest}
    page = client.post(reverse("applications:check_letter"), asked)
    assert (
        page.status_code == 200
        and "政府信息更正告知书" in page.text
        and "王" not in page.context["found"].title
    )


@pytest.mark.parametrize("person", ["other_clerk", "editor", "reviewer", "supervisor"])
def test_others_do_not_seal(row, clerk, person, request):
    decide(row, clerk)
    user = request.getfixturevalue(person)
    with pytest.raises(Refused, match="权限"):
        seal(row, user)
    with pytest.raises(Refused, match="权限"):
        actions.e_seal_correction(row, Actor.of(user), at=moment(3, 17))


def test_without_a_service_there_is_no_e_seal(row, clerk, settings):
    settings.SEAL_COMMAND = ""
    row = decide(row, clerk)
    with pytest.raises(Refused, match="没有设置电子用印程序"):
        actions.e_seal_correction(row, Actor.of(clerk), at=moment(3, 17))


def test_the_number_may_come_from_the_office_and_is_used_once(client, row, agency, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:correction", args=[row.number])
    facts = {"result": "corrected", "answer": "经核对户口簿，已在低保档案中更正。"}
    wrong = client.post(address, facts | {"number": "澄民更2026年3号"})
    assert wrong.status_code == 422 and 'value="澄民更2026年3号"' in wrong.text
    client.post(address, facts | {"number": "澄民公开更〔2026〕17号"})
    assert row.letter.number == "澄民公开更〔2026〕17号" and "澄民公开更〔2026〕17号" in str(
        row.letter.paragraphs
    )
    other, _ = send(agency)
    with pytest.raises(Refused, match="已经用过"):
        actions.decide_correction(
            other, Actor.of(clerk), at=moment(3, 16), number="澄民公开更〔2026〕17号", **facts
        )
    other.refresh_from_db()
    assert other.state == "received"


def test_a_new_code_replaces_the_lost_one(client, agency, clerk):
    row, old = send(agency)
    client.force_login(clerk)
    address = reverse("desk_applications:correction_reissue", args=[row.number])
    assert "理由" in client.post(address, {"reason": " "}, follow=True).text
    shown = client.post(address, {"reason": "核对身份证原件"})
    new = shown.context["code"]
    assert new in shown.text and "no-store" in shown["Cache-Control"]
    track = reverse("applications:correction_track")
    assert client.post(track, {"code": new}).status_code == 200
    assert client.post(track, {"code": old}).status_code == 404
    entry = Entry.objects.about(row).get(word="补发更正申请的查询码")
    assert entry.reason == "核对身份证原件" and new not in str(entry.detail)


@pytest.mark.parametrize("person", ["other_clerk", "editor", "reviewer", "supervisor", "stranger"])
def test_others_give_no_new_code(row, person, request):
    with pytest.raises(Refused, match="权限"):
        actions.reissue_correction(
            row, Actor.of(request.getfixturevalue(person)), at=moment(3, 3), reason="看看"
        )


def test_after_the_identity_is_gone_no_new_code_is_given(row, clerk):
    Correction.objects.filter(pk=row.pk).update(identity_erased_at=moment(3, 3))
    with pytest.raises(Refused, match="已经按保存期限删除"):
        actions.reissue_correction(row, Actor.of(clerk), at=moment(3, 4), reason="核对身份证原件")


@pytest.mark.skipif(not rendering.can_pdf(), reason="no Chinese font on this machine")
def test_the_countys_program_seals_it(client, row, clerk, settings):
    """With the program that the demonstration brings: a real process, a PDF in, a PDF with the seal out."""
    settings.SEAL_COMMAND = settings.DEMO_SEAL
    decide(row, clerk)
    client.force_login(clerk)
    seals = reverse("desk_applications:correction_seal", args=[row.number])
    assert "已盖章" in client.post(seals, {"e_seal": "1"}, follow=True).text
    copy, letter = row.sealed_copy(), row.letter
    assert (letter.sealed_digest, copy.content_type) == (copy.digest, "application/pdf")
    assert "演示用印" in "".join(page.extract_text() for page in PdfReader(copy.file.open("rb")).pages)
    page = client.post(reverse("applications:check_letter"), {"number": letter.number, "digest": copy.digest})
    assert "政府信息更正告知书" in page.text


def test_the_person_downloads_the_sealed_copy(client, agency, clerk):
    code = code_of(post(client, agency)[1])
    row = decide(Correction.objects.get(), clerk)
    client.force_login(clerk)
    file = SimpleUploadedFile("盖章件.pdf", PDF + b" sealed")
    address = reverse("desk_applications:correction_seal", args=[row.number])
    assert "选择盖章件" in client.post(address, {}, follow=True).text
    assert "已盖章" in client.post(address, {"file": file}, follow=True).text
    page = client.post(reverse("applications:correction_track"), {"code": code})
    sealed = reverse("applications:correction_letter", args=[page.context["token"], "sealed"])
    assert sealed in page.text
    assert b"".join(client.get(sealed).streaming_content) == PDF + b" sealed"


PAPER = FORM | {
    "channel": "post_registered",
    "received_on": "2026-03-02",
    "phone": "",
    "address": "澄溪县云栎镇1号",
}


def enter(client, where, **changes):
    address = reverse("desk_applications:correction_new")
    token = client.get(address).context["token"]
    data = PAPER | {"agency": where, "token": token} | changes
    return client.post(address, data | {"evidence": [SimpleUploadedFile("户口簿.pdf", PDF)]}), data


def test_a_clerk_enters_one_that_came_on_paper(client, agency, clerk):
    client.force_login(clerk)
    page, data = enter(client, agency.slug)
    row = Correction.objects.get()
    assert page.status_code == 200 and row.number in page.text and page.context["code"] in page.text
    assert (row.channel, row.received_on, row.due_on) == (
        "post_registered",
        date(2026, 3, 2),
        date(2026, 3, 30),
    )
    client.post(reverse("desk_applications:correction_new"), data)
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"address": ""}, "填写联系电话"),
        ({"received_on": "2999-01-01"}, "日期不能晚于今天"),
        ({"channel": "pigeon"}, "怎样收到"),
        ({"where": "nowhere"}, "选择列表中的一个机关"),
    ],
)
def test_what_is_wrong_on_paper_is_said(client, agency, clerk, changes, sentence):
    client.force_login(clerk)
    page = enter(client, changes.pop("where", agency.slug), **changes)[0]
    assert page.status_code == 422 and sentence in page.text and not Correction.objects.exists()


def test_a_clerk_of_another_agency_does_not_enter_it(agency, other_clerk):
    with pytest.raises(Refused, match="权限"):
        actions.receive_correction(
            FORM, [ContentFile(PDF, "a.pdf")], agency=agency, actor=Actor.of(other_clerk), at=moment(3, 2)
        )


def test_identity_and_evidence_go_after_the_years(row, clerk, django_capture_on_commit_callbacks):
    """Answered on 16 March 2026, kept 3 years."""
    seal(decide(row, clerk), clerk)
    file = row.evidence().get().file
    assert actions.erase_due(at=moment(3, 16).replace(year=2029)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase_due(at=moment(3, 17).replace(year=2029)) == 1
    row.refresh_from_db()
    assert row.identity == "" and not row.evidence().exists() and not file.storage.exists(file.name)
    assert "王申请" not in str(row.letter.paragraphs) and row.sealed_copy()
    assert actions.erase_due(at=moment(3, 18).replace(year=2029)) == 0
    with pytest.raises(Refused, match="按保存期限删除"):
        actions.reveal_correction(row, Actor.of(clerk), at=moment(3, 18), reason="核对")


def test_nothing_of_it_goes_too_early_or_by_hand(row, clerk):
    decide(row, clerk)
    with pytest.raises(Refused, match="还没有到"):
        actions.erase_correction(row, actors.SYSTEM, at=moment(3, 18))
    with pytest.raises(Refused, match="权限"):
        actions.erase_correction(row, Actor.of(clerk), at=moment(3, 18).replace(year=2040))


def test_new_keys_reach_it_and_its_evidence(row, settings):
    before = settings.FIELD_KEYS
    settings.FIELD_KEYS = ["k9:b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28=", *before]
    report = rotation.rotate()
    assert (report.rows, report.files, report.failed) == (1, 1, [])
    assert rotation.rotate() == rotation.Report()
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    row.refresh_from_db()
    assert identity.opened_identity(row)["name"] == "王申请"
