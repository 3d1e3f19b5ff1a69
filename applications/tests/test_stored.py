"""What is refused leaves no files behind, and least of all pictures of identity cards (个人信息保护法 19, 51)."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import drafts, papers, stored
from applications.models import Attachment
from applications.tests.conftest import FORM, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings):
    """Names of the files of requests that are on the disk."""
    return lambda: [path.name for path in Path(settings.MEDIA_ROOT, "applications").rglob("*.*")]


def card() -> ContentFile:
    return ContentFile(b"\x89PNG\r\n the picture of a card", "证件.png")


def test_a_paper_form_without_its_proof_is_refused_with_its_scans(kept, agency, clerk):
    draft, code = drafts.begin({}, at=moment(3, 2))
    papers.add(draft, code, "identity", [card()])
    form = FORM | {"accept_other": True}
    facts = {"agency": agency, "channel": "post_registered", "at": moment(3, 2)}
    with pytest.raises(Refused, match="凭证"):
        drafts.register(draft, code, form, Actor.of(clerk), **facts)
    assert kept() == [] and draft.files.count() == 1
    drafts.register(draft, code, form, Actor.of(clerk), proof={"mail_number": "EA123456789CN"}, **facts)
    assert kept() == [Path(Attachment.objects.get().file.name).name]


def test_an_action_within_another_one_is_taken_back_with_it(kept, received):
    with pytest.raises(Refused), stored.atomic():
        with stored.atomic():
            papers.keep(received, "identity", [card()], at=moment(3, 2))
        assert len(kept()) == 1
        raise Refused("不行。")
    assert kept() == [] and not received.attachments.exists()
