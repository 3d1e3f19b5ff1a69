"""A bad value in the environment is named in one sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from disclosure import environment


@pytest.mark.parametrize(
    ("value", "expected"), [("", True), ("0", False), ("1", True), ("off", False), ("YES", True)]
)
def test_a_flag(monkeypatch, value, expected):
    monkeypatch.setenv("X", value)
    assert environment.flag("X", True) is expected


@pytest.mark.parametrize(("value", "expected"), [("", ""), ("/", ""), ("/zwgk/", "/zwgk"), ("a/b", "/a/b")])
def test_a_prefix(monkeypatch, value, expected):
    monkeypatch.setenv("URL_PREFIX", value)
    assert environment.prefix("URL_PREFIX") == expected


BAD = [
    ("flag", (True,), "maybe"),
    ("number", (8000, 1, 65535), "80x"),
    ("number", (8000, 1, 65535), "70000"),
    ("choice", (("all", "public"),), "some"),
    ("address", (("postgres",),), "mysql://x"),
    ("prefix", (), "/政 务/"),
    ("rate", ("1200/min",), "many"),
]


@pytest.mark.parametrize(("reader", "arguments", "value"), BAD)
def test_a_bad_value_is_named(monkeypatch, reader, arguments, value):
    monkeypatch.setenv("PORTAL_X", value)
    with pytest.raises(ImproperlyConfigured, match="环境变量 PORTAL_X 的值"):
        getattr(environment, reader)("PORTAL_X", *arguments)
