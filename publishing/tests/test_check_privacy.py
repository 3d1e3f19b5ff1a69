"""The command that checks texts in bulk."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def _run(path):
    out = StringIO()
    call_command("check_privacy", str(path), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_answer_a_line_with_offsets_of_the_original(tmp_path):
    path = tmp_path / "texts.jsonl"
    rows = [{"id": "a", "text": "手机１３８１２３４５６７８。"}, {"id": 2, "text": "热线12345"}]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n\n", encoding="utf-8")
    assert _run(path) == [
        {"id": "a", "findings": [{"kind": "mobile", "start": 2, "end": 13}]},
        {"id": 2, "findings": []},
    ]


@pytest.mark.parametrize("line", ["{", "[1]", '{"id": 1}', '"x"'])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": 1, "text": ""}\n' + line, encoding="utf-8")
    with pytest.raises(CommandError, match="texts.jsonl:2"):
        _run(path)


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        _run(tmp_path / "none.jsonl")
