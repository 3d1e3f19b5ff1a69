"""Runs the benchmarks named on the command line, or all; prints a table and writes bench/results.json."""

import importlib
import json
import sys
from pathlib import Path

import django

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The modules of this folder that measure on their own; others want a file and are run by hand."""
    return sorted(
        path.stem for path in FOLDER.glob("*.py") if "\ndef measure(" in path.read_text(encoding="utf-8")
    )


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(names()):
        sys.stderr.write(f"没有这些测量：{'、'.join(sorted(unknown))}。可选：{'、'.join(names())}。\n")
        return 2
    django.setup()
    rows = []
    for name in wanted or names():
        for row in importlib.import_module(f"bench.{name}").measure():
            rows.append(row)
            sys.stdout.write(
                f"{row.bench:<12}{row.name:<38}{row.value:>12} {row.unit:<4}{row.ratio:>9} × {row.against}\n"
            )
    (FOLDER / "results.json").write_text(
        json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=1)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
