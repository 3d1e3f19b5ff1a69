"""Titles within other words."""

import pytest

from publishing.titles import cited, shortened


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于养老服务的意见", "《关于养老服务的意见》"),
        ("关于印发《救助办法》的通知", "《关于印发〈救助办法〉的通知》"),
        ("关于转发《关于〈条例〉的解释》的函", "《关于转发〈关于《条例》的解释〉的函》"),
        ("关于〈条例〉的解释", "《关于〈条例〉的解释》"),
    ],
)
def test_marks_within_marks_alternate(title, expected):
    assert cited(title) == expected


def test_a_cut_title_says_so_and_closes_its_marks():
    assert shortened("关于养老服务的意见") == "关于养老服务的意见"
    assert shortened("关于印发《临时救助实施办法》的通知", 12) == "关于印发《临时救助实施…》"
    assert shortened("关于印发《办法》的若干通知", 10) == "关于印发《办法》的…"
    assert shortened("关于印发《办法》的通知", 6) == "关于印发…"
