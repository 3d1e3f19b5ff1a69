"""What the README says is true: its ten worked examples, its index of the law, its commands."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.utils.module_loading import import_string

from applications import clock
from bench import results, table

README = (Path(__file__).resolve().parent.parent.parent / "README.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(line) for line in re.search(r"```jsonl\n(.*?)```", README, re.S)[1].splitlines()]
INDEX = README.split("## 法律索引")[1].split("\n## ")[0]
FUNCTIONS = re.findall(
    r"`((?:workdays|applications|reports|publishing|interpretation|catalog)\.[\w.]+)`", INDEX
)
AUTHORITY = re.compile(r"Art \d+|[典法例] ?\d+|〕\d+号|办法")


def event(row: dict) -> clock.Event:
    return clock.Event(**(row | {"on": date.fromisoformat(row["on"])}))


def found(path: str):
    """A function, or a method of a class."""
    try:
        return import_string(path)
    except ImportError:
        owner, _, method = path.rpartition(".")
        return getattr(import_string(owner), method)


def test_there_are_ten_examples():
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_the_worked_example_holds(example, calendar):
    result = clock.fold([event(row) for row in example["events"]], calendar)
    assert (result.due_on and result.due_on.isoformat()) == example["due_on"]
    assert result.provisional == example.get("provisional", False)


@pytest.mark.parametrize("path", FUNCTIONS)
def test_the_index_of_the_law_names_a_function_that_cites_its_source(path):
    assert AUTHORITY.search(found(path).__doc__ or ""), path


def test_the_index_is_not_empty():
    assert len(FUNCTIONS) >= 20


def test_the_commands_it_names_exist():
    for command in re.findall(r"`\./run manage (\w+)", README):
        assert command in get_commands(), command


def test_its_table_of_measurements_is_what_the_results_give():
    assert table.written(README, results.kept()) == README
    assert len(results.kept()) > 20
