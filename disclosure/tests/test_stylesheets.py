"""What the style sheets and templates promise: old browsers, no inline code, readable contrast."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHEETS = sorted((ROOT / "static" / "gov").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LETTERS = ROOT / "templates" / "letters"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def bare(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)


def colours(selector: str) -> dict[str, str]:
    text = bare(ROOT / "static" / "gov" / "tokens.css")
    block = text.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{3,6})", block))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_sheets_work_in_old_browsers(sheet):
    text = bare(sheet)
    assert "@layer" not in text and ":has(" not in text and "@container" not in text
    assert not re.search(r"[{;]\s*&", text), "no nesting"


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_sheets_ask_nobody_else(sheet):
    assert not re.search(r"https?://|//\w", bare(sheet))


@pytest.mark.parametrize("page", TEMPLATES, ids=name)
def test_templates_carry_no_inline_code(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|\son\w+\s*=\s*[\"']|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize("page", TEMPLATES, ids=name)
def test_templates_stay_readable(page):
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("c-ink", "c-bg"),
        ("c-ink", "c-bg2"),
        ("c-ink2", "c-bg"),
        ("c-ink2", "c-bg2"),
        ("c-primary", "c-bg"),
        ("c-primary", "c-soft"),
        ("c-gov", "c-bg"),
        ("c-gov", "c-bg2"),
        ("c-visited", "c-bg"),
        ("c-on", "c-primary"),
        ("c-on", "c-primary-d"),
        ("c-on2", "c-primary-d"),
        ("c-ok", "c-ok-bg"),
        ("c-warn", "c-warn-bg"),
        ("c-bad", "c-bad-bg"),
        ("c-info", "c-info-bg"),
        ("c-mute", "c-mute-bg"),
    ],
)
def test_letters_stand_out_from_their_ground(ink, ground):
    standard = colours(":root")
    assert contrast(standard[ink], standard[ground]) >= 4.5


def test_borders_of_controls_can_be_seen():
    standard = colours(":root")
    assert contrast(standard["c-ctl"], standard["c-bg"]) >= 3


def test_the_high_contrast_theme_is_yellow_on_black():
    theme = colours('html[data-contrast="yb"]')
    assert contrast(theme["c-ink"], theme["c-bg"]) >= 15
    assert set(colours(":root")) - set(theme) == set()


def test_the_script_stays_small():
    assert len((ROOT / "static" / "gov" / "gov.js").read_bytes()) < 10_000
