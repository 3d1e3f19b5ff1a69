"""Envelopes of identity data."""

import pytest

from applications import identity, sealed
from applications.models import Application

KEY, OTHER = b"k" * 32, b"o" * 32


def test_what_was_sealed_comes_back():
    envelope = sealed.seal({"name": "王申请"}, "row 1", "k1", KEY)
    assert envelope.startswith("v1:k1:") and "王" not in envelope
    assert sealed.open_envelope(envelope, "row 1", {"k1": KEY}) == {"name": "王申请"}


def test_the_same_text_never_gives_the_same_envelope():
    assert sealed.seal("a", "row", "k1", KEY) != sealed.seal("a", "row", "k1", KEY)


@pytest.mark.parametrize(
    ("context", "keys"),
    [("row 2", {"k1": KEY}), ("row 1", {"k1": OTHER}), ("row 1", {"k2": KEY}), ("row 1", {})],
)
def test_another_row_or_key_does_not_open_it(context, keys):
    envelope = sealed.seal("secret", "row 1", "k1", KEY)
    with pytest.raises(sealed.CannotOpen):
        sealed.open_envelope(envelope, context, keys)


@pytest.mark.parametrize("envelope", ["", "v1:k1", "v1:k1:!!!", "v2:k1:AAAA", "v1:k1:AAAA"])
def test_what_is_no_envelope_is_refused(envelope):
    with pytest.raises(sealed.CannotOpen):
        sealed.open_envelope(envelope, "row 1", {"k1": KEY})


def test_old_keys_open_and_the_first_seals(settings):
    settings.FIELD_KEYS = ("k1:" + "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",)
    application = Application()
    application.identity = identity.sealed_identity(application.uid, {"name": "王申请"})
    settings.FIELD_KEYS = ("k2:" + "b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28=", *settings.FIELD_KEYS)
    assert identity.opened_identity(application) == {"name": "王申请"}
    assert sealed.mark_of(identity.sealed_identity(application.uid, {})) == "v1:k2"


def test_the_same_person_is_found_without_the_number():
    first = identity.person_key({"id_number": "110105 19491231 002x"})
    assert first == identity.person_key({"id_number": "11010519491231002X"}) and len(first) == 64
    assert identity.person_key({"id_number": ""}) == ""


@pytest.mark.django_db
def test_nothing_of_the_person_lies_open_in_the_row(received):
    row = repr(Application.objects.values().get(pk=received.pk))
    for secret in ("王申请", "11010519491231002X", "13800005678", "wang@example.cn"):
        assert secret not in row
