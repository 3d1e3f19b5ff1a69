"""The house rules, executed: import arrows, pure rule modules, sizes, refused names, one way to write."""

import ast
from pathlib import Path

import pytest

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
    "catalog/limits.py",
    "publishing/grounds.py",
    "publishing/rules.py",
    "publishing/privacy/__init__.py",
    "publishing/privacy/numbers.py",
    "publishing/privacy/documents.py",
    "publishing/privacy/emails.py",
    "publishing/privacy/addresses.py",
    "publishing/privacy/labels.py",
    "publishing/privacy/masks.py",
    "publishing/typeset.py",
    "interpretation/numbering.py",
    "interpretation/validity.py",
    "interpretation/rules.py",
    "applications/clock.py",
    "applications/receipt.py",
    "applications/intake.py",
    "applications/opinions.py",
    "applications/outcomes.py",
    "applications/fees.py",
    "search/analysis.py",
    "search/matching.py",
    "search/numbers.py",
    "search/script.py",
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


@pytest.mark.parametrize("path", CODE, ids=name)
def test_rooms_import_only_to_the_left(path):
    room = path.relative_to(ROOT).parts[0]
    for module in imported(tree(path)):
        other = module.split(".")[0]
        if other in RANK and other != room:
            same_layer = RANK[other] == RANK[room] and room not in {"audit", "outbox", "workdays"}
            assert RANK[other] < RANK[room] and not same_layer, f"{name(path)} imports {module}"


def test_audit_outbox_and_workdays_stand_on_their_own():
    for path in CODE:
        room = path.relative_to(ROOT).parts[0]
        if room in LAYERS[0]:
            rooms = {module.split(".")[0] for module in imported(tree(path))} & set(RANK)
            assert rooms <= {room}, name(path)


@pytest.mark.parametrize("module", PURE)
def test_rule_modules_are_pure(module):
    """Plain values in and out: no database, no clock, no settings."""
    path = ROOT / module
    if not path.exists():
        pytest.skip("not built yet")
    for imported_name in imported(tree(path)):
        assert not imported_name.startswith("django"), f"{module} imports {imported_name}"
        assert "models" not in imported_name.split("."), f"{module} imports {imported_name}"
    text = path.read_text(encoding="utf-8")
    assert ".now(" not in text and "today(" not in text, module


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_the_outermost_code_asks_what_time_it_is(path):
    if OUTERMOST & {*path.relative_to(ROOT).with_suffix("").parts} or path.stem.endswith(
        ("views", "desk", "pages")
    ):
        return
    text = path.read_text(encoding="utf-8")
    for call in ("timezone.now(", "timezone.localdate()", "date.today(", "datetime.now("):
        assert call not in text, f"{name(path)} calls {call})"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_and_files_stay_small(path):
    test = "tests" in path.parts
    limit = 40 if test else 60
    for function in functions(path):
        length = function.end_lineno - function.lineno + 1
        assert length <= limit, f"{name(path)}: {function.name} has {length} lines"
    if not test:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, name(path)


@pytest.mark.parametrize("path", CODE, ids=name)
def test_first_party_imports_stand_at_the_top(path):
    for function in functions(path):
        rooms = {module.split(".")[0] for module in imported(function)} & set(RANK)
        assert not rooms, f"{name(path)}: {function.name} imports {rooms}"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_signal_receivers(path):
    assert not any(module.startswith("django.dispatch") for module in imported(tree(path))), name(path)
    assert ".connect(" not in path.read_text(encoding="utf-8") or path.name == "embedded.py", name(path)


@pytest.mark.parametrize("path", [p for p in CODE if p.stem == "actions" or "actions" in p.parts], ids=name)
def test_actions_name_the_fields_they_save(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "save":
            assert node.keywords, f"{name(path)}:{node.lineno} saves without update_fields"


def test_refused_names_are_not_used():
    for path in SOURCES:
        assert not REFUSED_NAMES & {*path.relative_to(ROOT).with_suffix("").parts}, name(path)


def test_templates_carry_no_inline_code_or_style():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8").lower()
        assert ' style="' not in text, name(path)
        assert " onclick=" not in text and " onsubmit=" not in text, name(path)
        for part in text.split("<script")[1:]:
            assert " src=" in part.split(">")[0] or "application/ld+json" in part.split(">")[0], name(path)
