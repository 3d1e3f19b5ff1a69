"""Only what our own proxies wrote is believed."""

import pytest

from accounts.address import client_address, client_network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.1.1.1", "10.0.0.9"),
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "2.2.2.2", "10.0.0.9"),
        (1, "nonsense", "10.0.0.9"),
        (1, "", "10.0.0.9"),
    ],
)
def test_the_hop_before_our_proxies_counts(rf, settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("2409:8a00:1:2::1", "2409:8a00:1:2::"),
        ("2409:8a00:1:2:ffff:ffff:ffff:ffff", "2409:8a00:1:2::"),
        ("2409:8a00:1:3::1", "2409:8a00:1:3::"),
        ("::ffff:1.2.4.8", "1.2.4.8"),
        ("1.2.4.8", "1.2.4.8"),
        ("::1", "::1"),
        ("fd00::7", "fd00::7"),  # inside one network each machine counts alone
    ],
)
def test_one_household_counts_as_one_visitor(rf, address, counted):
    assert client_network(rf.get("/", REMOTE_ADDR=address)) == counted
