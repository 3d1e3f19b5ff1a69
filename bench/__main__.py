"""Runs the benchmarks named on the command line, or all; prints a table and writes bench/results.json.

What was not measured this time keeps the result of its last run: every ratio is within one benchmark.
"""

import importlib
import sys
import time
from pathlib import Path

import django

from bench import results

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The modules of this folder that measure on their own; others want a file and are run by hand."""
    return sorted(
        path.stem for path in FOLDER.glob("*.py") if "\ndef measure() " in path.read_text(encoding="utf-8")
    )


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(names()):
        sys.stderr.write(f"没有这些测量：{'、'.join(sorted(unknown))}。可选：{'、'.join(names())}。\n")
        return 2
    django.setup()
    for name in wanted or names():
        begun = time.monotonic()
        rows = importlib.import_module(f"bench.{name}").measure()
        results.keep(rows)
        for row in rows:
            label = f"{row.name} {row.size}"
            sys.stdout.write(
                f"{row.bench:<12}{label:<44}{row.value:>12} {row.unit:<4}{row.ratio:>9} × {row.against}\n"
            )
        sys.stdout.write(f"{name:<12}{time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
