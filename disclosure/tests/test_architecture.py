"""The house rules, executed: import arrows, pure rule modules, sizes, refused names, one way to write."""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LAYERS = [
    {"workdays", "audit", "outbox"},
    {"agencies"},
    {"accounts"},
    {"duties"},
    {"search"},
    {"catalog"},
    {"publishing"},
    {"interpretation", "participation", "applications"},
    {"reports", "opendata"},
    {"demonstration"},
    {"disclosure"},
]
RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}
PURE = [
    "workdays/calendar.py",
    "catalog/basis.py",
    "catalog/elements.py",
    "catalog/freshness.py",
    "catalog/limits.py",
    "catalog/importing/alignment.py",
    "catalog/importing/cells.py",
    "catalog/importing/difference.py",
    "catalog/importing/domains.py",
    "catalog/importing/grid.py",
    "catalog/importing/headers.py",
    "catalog/importing/items.py",
    "catalog/importing/marks.py",
    "catalog/importing/responsible.py",
    "catalog/importing/rows.py",
    "catalog/importing/tables.py",
    "catalog/importing/vertical.py",
    "catalog/publishers.py",
    "catalog/wording.py",
    "publishing/blocks.py",
    "publishing/captured.py",
    "agencies/creditcodes.py",
    "publishing/areas.py",
    "publishing/records/kinds.py",
    "publishing/records/tables.py",
    "publishing/records/values.py",
    "publishing/characters.py",
    "publishing/dates.py",
    "publishing/drawing.py",
    "publishing/reading.py",
    "publishing/grounds.py",
    "publishing/layout.py",
    "publishing/personal.py",
    "publishing/comparing.py",
    "publishing/presets.py",
    "publishing/wording.py",
    "publishing/rules.py",
    "publishing/stated.py",
    "publishing/privacy/__init__.py",
    "publishing/privacy/numbers.py",
    "publishing/privacy/documents.py",
    "publishing/privacy/emails.py",
    "publishing/privacy/addresses.py",
    "publishing/privacy/labels.py",
    "publishing/privacy/masks.py",
    "publishing/typeset.py",
    "publishing/titles.py",
    "interpretation/cleanlist.py",
    "interpretation/facets.py",
    "interpretation/numbering.py",
    "interpretation/validity.py",
    "interpretation/registering.py",
    "interpretation/rules.py",
    "applications/challenges.py",
    "applications/clock.py",
    "applications/course.py",
    "applications/receipt.py",
    "applications/intake.py",
    "applications/likeness.py",
    "applications/opinions.py",
    "applications/outcomes.py",
    "applications/fees.py",
    "applications/giving.py",
    "applications/masking.py",
    "applications/remedies.py",
    "reports/rows.py",
    "reports/rules.py",
    "search/analysis.py",
    "search/matching.py",
    "search/numbers.py",
    "search/reprints.py",
    "search/script.py",
    "search/sounds.py",
]
REFUSED_NAMES = {"core", "common", "utils", "helpers", "services", "misc"}
OUTERMOST = {"views", "desk", "tasks", "commands", "tests", "demonstration", "disclosure", "admin"}

SOURCES = [
    path
    for room in RANK
    for path in sorted((ROOT / room).rglob("*.py"))
    if "migrations" not in path.parts and (ROOT / room).is_dir()
]
CODE = [path for path in SOURCES if "tests" not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def functions(path: Path) -> list:
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def rooms_in(module: ast.Module) -> set[str]:
    return {imported_name.split(".")[0] for imported_name in imported(module)} & set(RANK)


def refused(paths: list[Path], fault: Callable[[Path], object]) -> list[str]:
    """Each place with a fault, by name."""
    return [f"{name(path)}: {found}" for path in paths if (found := fault(path))]


def test_rooms_import_only_to_the_left():
    def wrong(path: Path) -> set[str]:
        own = room_of(path)
        return {room for room in rooms_in(tree(path)) - {own} if RANK[room] >= RANK[own]}

    assert refused(CODE, wrong) == []


def test_the_rule_modules_named_here_exist():
    assert [module for module in PURE if not (ROOT / module).exists()] == []


def test_rule_modules_are_pure():
    """Plain values in and out: no database, no clock, no settings."""

    def impure(path: Path) -> list[str]:
        found = [m for m in imported(tree(path)) if m.startswith("django") or "models" in m.split(".")]
        return found + [call for call in (".now(", "today(") if call in text(path)]

    assert refused([ROOT / module for module in PURE], impure) == []


def test_only_the_outermost_code_asks_what_time_it_is():
    def outermost(path: Path) -> bool:
        parts = {*path.relative_to(ROOT).with_suffix("").parts}
        return bool(OUTERMOST & parts) or path.stem.endswith(
            ("views", "desk", "pages", "search_source", "addresses")
        )

    calls = ("timezone.now(", "timezone.localdate()", "date.today(", "datetime.now(")
    inner = [path for path in CODE if not outermost(path)]
    assert refused(inner, lambda path: [call for call in calls if call in text(path)]) == []


def test_functions_stay_small():
    def long(path: Path) -> list[str]:
        limit = 40 if "tests" in path.parts else 60
        return [f.name for f in functions(path) if f.end_lineno - f.lineno + 1 > limit]

    assert refused(SOURCES, long) == []


def test_files_stay_small():
    assert refused(CODE, lambda path: len(text(path).splitlines()) > 500) == []


def test_first_party_imports_stand_at_the_top():
    assert refused(CODE, lambda path: [f.name for f in functions(path) if rooms_in(f)]) == []


def test_no_signal_receivers():
    def receives(path: Path) -> bool:
        return "django.dispatch" in imported(tree(path)) or "@receiver" in text(path)

    assert refused(CODE, receives) == []


def test_actions_name_the_fields_they_save():
    def bare(path: Path) -> list[int]:
        calls = [
            n for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
        ]
        return [call.lineno for call in calls if call.func.attr == "save" and not call.keywords]

    assert refused([path for path in CODE if path.stem == "actions" or "actions" in path.parts], bare) == []


def test_refused_names_are_not_used():
    assert (
        refused(SOURCES, lambda path: REFUSED_NAMES & {*path.relative_to(ROOT).with_suffix("").parts}) == []
    )


def test_templates_carry_no_inline_code_or_style():
    def inline(path: Path) -> list[str]:
        html = text(path).lower()
        found = [mark for mark in (' style="', " onclick=", " onsubmit=", " onchange=") if mark in html]
        tags = [part.split(">")[0] for part in html.split("<script")[1:]]
        return found + [tag for tag in tags if " src=" not in tag and "application/ld+json" not in tag]

    assert refused(sorted((ROOT / "templates").rglob("*.html")), inline) == []
