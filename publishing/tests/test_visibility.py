"""Nothing that is not published reaches the public, on any of this room's addresses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from publishing import actions
from publishing.models import OldAddress, Publication
from publishing.search_source import documents

HIDDEN = ["draft", "submitted", "reviewed", "approved"]


def addresses(publication, attachment):
    own = publication.public_id
    return [
        reverse("publishing:detail", args=[own]),
        reverse("publishing:qr", args=[own]),
        reverse("publishing:word", args=[own]),
        reverse("publishing:file", args=[own, attachment.pk]),
    ]


@pytest.fixture
def with_file(drafted, editor, at):
    def make(**facts):
        publication = drafted(**facts)
        upload = SimpleUploadedFile("名单.pdf", b"%PDF-1.7 secret")
        attachment = actions.attach(publication, Actor.of(editor), upload=upload, at=at)
        publication.refresh_from_db()
        return publication, attachment

    return make


@pytest.mark.parametrize("state", HIDDEN)
def test_an_outsider_meets_404_before_publication(state, with_file, bring, client):
    publication, attachment = with_file()
    bring(publication, state)
    OldAddress.objects.create(publication=publication, path="/art/2020/1.html")
    for address in [*addresses(publication, attachment), "/art/2020/1.html"]:
        assert client.get(address).status_code == 404, address
    assert publication.title not in client.get(reverse("publishing:list")).content.decode()
    assert list(documents([publication.public_id])) == []


@pytest.mark.parametrize("attribute", ["on_request", "withheld"])
def test_what_is_not_for_the_public_stays_hidden_in_every_state(attribute, with_file, bring, client):
    publication, attachment = with_file(attribute=attribute, ground="16-1", ground_reason="内部管理")
    bring(publication, "approved")
    for address in addresses(publication, attachment):
        assert client.get(address).status_code == 404


def test_published_everything_answers(with_file, bring, client):
    publication, attachment = with_file()
    publication = bring(publication, "published")
    Publication.objects.filter(pk=publication.pk).update(published_at=timezone.now())
    for address in addresses(publication, attachment):
        assert client.get(address).status_code == 200, address
    assert [found.id for found in documents([publication.public_id])] == [publication.public_id]


def test_withdrawn_leaves_the_note_and_nothing_else(with_file, bring, client):
    publication, attachment = with_file()
    publication = bring(publication, "withdrawn")
    page = client.get(reverse("publishing:detail", args=[publication.public_id]))
    text = page.content.decode()
    assert page.status_code == 410
    assert "数据有误，更正后重新发布。" in text
    assert publication.title not in text
    assert "农村低收入群体" not in text
    for address in addresses(publication, attachment)[1:]:
        answer = client.get(address)
        assert answer.status_code == 410, address
        assert publication.title not in answer.content.decode()


def test_tomorrow_is_not_yet_public(drafted, bring, at):
    published = bring(drafted(), "published")
    assert published not in Publication.objects.published(at)
    assert published in Publication.objects.published(published.published_at)


def test_a_file_of_another_publication_is_not_found(with_file, bring, client):
    _, hidden = with_file(title="另一份")
    published = bring(with_file()[0], "published")
    address = reverse("publishing:file", args=[published.public_id, hidden.pk])
    assert client.get(address).status_code == 404
