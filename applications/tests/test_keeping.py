"""Identity data goes when its years are over (个人信息保护法 19, 47)."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts import actors
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, identity, tasks
from applications.models import Application, Attachment, Challenge, Practice
from applications.tests.conftest import moment
from audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(replied, clerk):
    return actions.close(replied, Actor.of(clerk), at=moment(3, 16))


def years_later(years: int, day: int = 17):
    return moment(3, day).replace(year=2026 + years)


def test_it_is_kept_three_years_and_then_erased(closed):
    assert actions.erase_due(at=years_later(3, 16)) == 0
    assert actions.erase_due(at=years_later(3, 17)) == 1
    assert actions.erase_due(at=years_later(3, 18)) == 0
    row = Application.objects.get()
    assert (row.identity, row.person_key, identity.opened_identity(row)) == ("", "", {})
    assert row.identity_erased_at and row.masked_name == "王**"


def test_the_office_may_keep_it_for_another_time(closed):
    Practice.objects.create(pk=1, keep_years=1)
    assert actions.erase_due(at=years_later(1)) == 1


def test_the_erasure_stands_in_the_audit_log(closed):
    actions.erase_due(at=years_later(3))
    entry = Entry.objects.get(word="按保存期限删除申请人身份信息")
    assert entry.actor_label == "系统" and entry.detail == {"kept_until": "2029-03-16"}


def test_letters_keep_their_text_without_the_name(closed):
    before = closed.letters.get(kind="D12").digest
    actions.erase_due(at=years_later(3))
    letter = closed.letters.get(kind="D12")
    assert "王申请" not in str(letter.paragraphs) and "王**" in str(letter.paragraphs)
    assert letter.digest == before


def test_identity_papers_go_and_the_others_stay(closed, django_capture_on_commit_callbacks):
    facts = {
        "application": closed,
        "content_type": "image/png",
        "size": 3,
        "digest": "0" * 64,
        "at": moment(3, 2),
    }
    card, paper = [
        Attachment.objects.create(kind=kind, name="a.png", file=ContentFile(b"abc", "a.png"), **facts)
        for kind in ("identity", "request")
    ]
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_due(at=years_later(3))
    assert list(closed.attachments.filter(kind__in=("identity", "request"))) == [paper]
    assert not card.file.storage.exists(card.file.name) and paper.file.storage.exists(paper.file.name)


def test_nothing_is_erased_while_a_court_has_the_case(closed):
    Challenge.objects.create(
        application=closed, kind="direct", body="澄溪县人民法院", served_on=moment(4, 1).date()
    )
    assert actions.erase_due(at=years_later(9)) == 0
    with pytest.raises(Refused):
        actions.erase_identity(closed, actors.SYSTEM, at=years_later(9))


def test_an_open_case_keeps_its_identity(replied):
    assert actions.erase_due(at=years_later(9)) == 0


def test_a_process_without_keys_erases_nothing(closed, settings):
    settings.FIELD_KEYS = []
    assert actions.erase_due(at=years_later(9)) == 0


def test_the_beat_calls_it(closed):
    assert tasks.forget_identities() == 0


def test_afterwards_nobody_reveals_or_reissues(client, closed, clerk):
    actions.erase_due(at=years_later(3))
    for call in (actions.reveal, actions.reissue):
        with pytest.raises(Refused, match="已经按保存期限删除"):
            call(closed, Actor.of(clerk), at=years_later(3), reason="核对")
    client.force_login(clerk)
    letter = closed.letters.get(kind="D12")
    assert client.get(reverse("desk_applications:letter", args=[closed.number, letter.pk])).status_code == 200
    assert "按保存期限删除" in client.get(reverse("desk_applications:case", args=[closed.number])).text
