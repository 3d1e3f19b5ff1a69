"""The query code: read aloud, copied by hand, typed on a phone."""

from applications import codes


def test_it_has_twelve_characters_and_no_look_alikes():
    letters = "".join(codes.new_code() for _ in range(300)).replace("-", "")
    assert len(letters) == 3600
    assert not set("0O1IL") & set(letters)


def test_it_is_grouped_in_fours():
    assert codes.grouped("7K4M9QXDT3WC") == "7K4M-9QXD-T3WC"


def test_it_is_read_however_it_is_typed():
    for typed in ("7K4M-9QXD-T3WC", "7k4m9qxdt3wc", " 7K4M 9QXD T3WC ", "７K4M－9QXD-T3WC"):
        assert codes.normalised(typed) == "7K4M9QXDT3WC"


def test_what_cannot_be_a_code_is_nothing():
    for typed in ("", "7K4M-9QXD", "0O1I-LLLL-0000", "7K4M-9QXD-T3WC-AAAA", "密码"):
        assert codes.normalised(typed) == ""
