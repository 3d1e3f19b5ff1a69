"""Wrong codes: the door closes, each time for twice as long, by address and by number."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from applications import throttle

pytestmark = pytest.mark.django_db
TRACK = "applications:track"


def wait_of(name: str, key: str) -> int:
    """Seconds until the door opens again."""
    full = cache.make_key(throttle._key(f"{name}-lock", key))
    return cache._cache.get_client().ttl(full)


def fail(times: int) -> None:
    for _ in range(times):
        throttle.wrong("code", "10.0.0.1", 10, 900)


def test_ten_wrong_answers_close_the_door_for_a_quarter_of_an_hour():
    fail(9)
    assert not throttle.locked("code", "10.0.0.1")
    fail(1)
    assert throttle.locked("code", "10.0.0.1") and 890 < wait_of("code", "10.0.0.1") <= 900


@pytest.mark.parametrize(("times", "seconds"), [(20, 1800), (30, 3600), (200, 24 * 3600)])
def test_each_time_it_stays_closed_twice_as_long_up_to_a_day(times, seconds):
    fail(times)
    assert seconds - 10 < wait_of("code", "10.0.0.1") <= seconds


def test_other_addresses_are_not_locked_out():
    fail(10)
    assert not throttle.locked("code", "10.0.0.2")


def test_a_number_is_locked_from_every_address(client, received):
    for last in range(10):
        data = {"number": received.number, "code": "AAAA-AAAA-AAAA"}
        assert client.post(reverse(TRACK), data, REMOTE_ADDR=f"10.1.0.{last}").status_code == 404
    assert client.post(reverse(TRACK), data, REMOTE_ADDR="10.2.0.1").status_code == 429


def test_a_number_that_does_not_exist_locks_the_same_way(client, db):
    for last in range(10):
        data = {"number": "YSQ-2026-999999", "code": "AAAA-AAAA-AAAA"}
        assert client.post(reverse(TRACK), data, REMOTE_ADDR=f"10.1.0.{last}").status_code == 404
    assert client.post(reverse(TRACK), data, REMOTE_ADDR="10.2.0.1").status_code == 429


def test_drafts_share_the_lock_of_codes(client, db):
    for _ in range(10):
        client.post(reverse("applications:resume"), {"code": "AAAA-AAAA-AAAA"})
    assert client.post(reverse("applications:resume"), {"code": "AAAA-AAAA-AAAA"}).status_code == 429
    assert client.post(reverse(TRACK), {"code": "AAAA-AAAA-AAAA"}).status_code == 429
