"""verify_all names what does not agree; and the public list of digests agrees with what stands there."""

import csv
import hashlib
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from applications import papers
from applications.tests.conftest import applicant, confirmed, form, received
from disclosure import consistency
from outbox.models import Message
from publishing import actions
from publishing.models import Publication
from publishing.tests.fixtures import bring, column, drafted

__all__ = ["applicant", "bring", "column", "confirmed", "drafted", "form", "received"]


@pytest.fixture
def notice(drafted, bring, editor, acting, at):  # noqa: F811
    """A published notice with a file."""
    draft = drafted()
    actions.attach(draft, acting(editor), upload=SimpleUploadedFile("名单.txt", "名单".encode()), at=at)
    draft.refresh_from_db()
    return bring(draft, "published")


def test_what_verbs_wrote_agrees(notice, confirmed, at):  # noqa: F811
    assert list(consistency.faults(at)) == []


def test_a_lost_file_is_named(notice, at):
    attachment = notice.attachments.get()
    attachment.file.storage.delete(attachment.file.name)
    assert list(consistency.faults(at)) == [f"附件 {attachment.pk}（名单.txt）的文件不在"]


def test_a_row_without_an_entry_is_named(notice, at):
    column, person = notice.column, notice.drafted_by
    lost = Publication.objects.create(
        title="没有经过任何动作",
        kind="notice",
        agency=notice.agency,
        column=column,
        drafted_by=person,
        created_at=at,
        changed_at=at,
    )
    assert any(f"{lost.pk} 没有审计记录" in sentence for sentence in consistency.faults(at))


def test_a_message_about_nothing_is_named(db, at):
    message = Message.objects.create(
        handler="duties.mail", payload={"reminder": 999}, created_at=at, not_before=at
    )
    assert f"消息 {message.pk} 说的提醒不存在" in list(consistency.faults(at))


def test_the_command_ends_with_1(notice):
    notice.attachments.update(file="gone.txt")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_all", stdout=out)
    assert ended.value.code == 1 and "的文件不在" in out.getvalue()


def test_a_lost_paper_of_a_request_is_named(confirmed, at):  # noqa: F811
    papers.keep(confirmed, "identity", [SimpleUploadedFile("证件.pdf", b"%PDF-1.4 x")], at=at)
    assert not [said for said in consistency.faults(at) if "的文件不在" in said]
    confirmed.attachments.update(file="gone.sealed")
    assert [said for said in consistency.faults(at) if "（证件.pdf）的文件不在" in said]


def test_a_file_of_nobody_is_named_when_it_is_a_day_old(confirmed, at):  # noqa: F811
    papers.keep(confirmed, "identity", [SimpleUploadedFile("证件.pdf", b"%PDF-1.4 x")], at=at)
    row = confirmed.attachments.get()
    name, now = row.file.name, timezone.now()
    row.delete()
    assert not [said for said in consistency.faults(now) if name in said]
    assert [said for said in consistency.faults(now + timedelta(days=2)) if f"文件 {name} 没有记录" in said]


def test_anybody_can_check_a_text_and_a_file(client, notice):
    answer = client.get("/digests.csv")
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    text, file = list(csv.DictReader(StringIO(body)))
    assert text["digest"] == hashlib.sha256(f"{notice.title}\n{notice.text}".encode()).hexdigest()
    assert file["digest"] == hashlib.sha256("名单".encode()).hexdigest()
    assert text["url"].endswith(f"/publications/{notice.public_id}/")


def test_a_draft_is_not_on_the_list(client, drafted):  # noqa: F811
    draft = drafted()
    body = b"".join(client.get("/digests.csv").streaming_content).decode()
    assert draft.title not in body
