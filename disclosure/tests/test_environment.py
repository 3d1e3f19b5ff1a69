"""A bad value in the environment is named in one sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from disclosure import environment, places


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
    ("socket_address", (), "scanner.local"),
    ("rate", ("1200/min",), "many"),
]


@pytest.mark.parametrize(("reader", "arguments", "value"), BAD)
def test_a_bad_value_is_named(monkeypatch, reader, arguments, value):
    monkeypatch.setenv("PORTAL_X", value)
    with pytest.raises(ImproperlyConfigured, match="环境变量 PORTAL_X 的值"):
        getattr(environment, reader)("PORTAL_X", *arguments)


KEY = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="


def test_field_keys(monkeypatch):
    monkeypatch.setenv("PORTAL_X", f"k2:{KEY}, k1:{KEY}")
    assert environment.keys("PORTAL_X") == [f"k2:{KEY}", f"k1:{KEY}"]


@pytest.mark.parametrize(
    "value", ["k1", "k1:", f"{KEY}", f":{KEY}", "k1:a2tr", f"甲:{KEY}", f"k1:{KEY},k1:{KEY}", "k1:请生成"]
)
def test_a_bad_field_key_is_named(monkeypatch, value):
    monkeypatch.setenv("PORTAL_X", value)
    with pytest.raises(ImproperlyConfigured, match="环境变量 PORTAL_X 的值"):
        environment.keys("PORTAL_X")


def test_a_process_that_only_seals_is_given_no_key(monkeypatch):
    monkeypatch.setenv("PORTAL_X", f"k1:{KEY}")
    with pytest.raises(ImproperlyConfigured, match="PORTAL_X 不应当有值"):
        environment.keys("PORTAL_X", refused=True)


def test_a_store_of_files_is_read_from_its_address():
    given = places.file_storage("s3+http://key:se%2Fcret@files.example:9000/zwgk")["OPTIONS"]
    assert (given["endpoint_url"], given["bucket_name"]) == ("http://files.example:9000", "zwgk")
    assert (given["access_key"], given["secret_key"]) == ("key", "se/cret")


@pytest.mark.parametrize(
    "url", ["s3://files.example/zwgk", "s3://key:secret@files.example", "s3://key:secret@/zwgk"]
)
def test_half_an_address_of_a_store_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL"):
        places.file_storage(url)
