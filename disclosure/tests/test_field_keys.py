"""Which keys a process holds: read in a process of its own, as it would start."""

import os
import subprocess
import sys

import pytest

PUBLIC = "k1:a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
SAY = "from disclosure import settings as s; print(s.ONLY_SEALS, len(s.FIELD_KEYS))"


def said(home, **environment) -> str:
    names = ("PATH", "LANG", "HOME")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", SAY], env=kept | {"PORTAL_HOME": str(home)} | environment, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_a_public_surface_with_the_public_half_has_no_key_and_makes_none(tmp_path):
    assert said(tmp_path, SURFACE="public", FIELD_PUBLIC_KEY=PUBLIC) == "True 0"
    assert not (tmp_path / "field.key").exists()


@pytest.mark.parametrize("surface", ["all", "desk", "public"])
def test_everybody_else_makes_one_where_none_is_given(tmp_path, surface):
    assert said(tmp_path, SURFACE=surface) == "False 1" and (tmp_path / "field.key").exists()


def test_a_public_surface_is_not_given_both(tmp_path):
    answer = said(tmp_path, SURFACE="public", FIELD_PUBLIC_KEY=PUBLIC, FIELD_KEYS=PUBLIC)
    assert "FIELD_KEYS 不应当有值" in answer
