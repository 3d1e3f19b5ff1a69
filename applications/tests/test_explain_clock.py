"""`explain_clock`: one JSON line for every line, whatever the line holds."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db
KEYS = {"id", "state", "due_on", "provisional", "counted", "error"}


@pytest.fixture
def run(tmp_path):
    def explained(*lines) -> list[dict]:
        file, out = tmp_path / "cases.jsonl", StringIO()
        texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
        call_command("explain_clock", str(file), stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return explained


def case(*events: dict, id: str = "1") -> dict:
    return {"id": id, "events": list(events)}


RECEIVED = {"kind": "received", "on": "2026-09-10"}


def test_it_answers_a_running_case(run):
    assert run(case(RECEIVED)) == [
        {
            "id": "1",
            "state": "running",
            "due_on": "2026-10-14",
            "provisional": False,
            "counted": 20,
            "error": None,
            "warnings": [],
        }
    ]


def test_it_answers_a_paused_case(run):
    answer = run(case(RECEIVED, {"kind": "consult_sent", "on": "2026-09-14", "ref": "a"}))[0]
    assert (answer["state"], answer["due_on"], answer["error"]) == ("paused", None, None)


def test_it_answers_an_illegal_history_without_a_date(run):
    answer = run(case(RECEIVED, {"kind": "extended", "on": "2026-09-14", "days": 21}))[0]
    assert "超过 20 个工作日" in answer["error"]
    assert (answer["state"], answer["due_on"]) == (None, None)


def test_every_line_has_its_answer_in_order(run):
    answers = run(case(RECEIVED, id="甲"), "{坏行", case(RECEIVED, id="乙"))
    assert [answer["id"] for answer in answers] == ["甲", None, "乙"]
    assert [bool(answer["error"]) for answer in answers] == [False, True, False]
    assert all(answer.keys() >= KEYS for answer in answers)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("not json", "不是有效的 JSON"),
        ("[1]", "应为 JSON 对象"),
        ('"text"', "应为 JSON 对象"),
        ("[" * 100_000, "不是有效的 JSON"),
        ({"id": 1}, "events 应为列表"),
        ({"id": 1, "events": []}, "events 应为列表"),
        ({"id": 1, "events": "received"}, "events 应为列表"),
        ({"id": 1, "events": [7]}, "第 1 条记录：应为 JSON 对象"),
        (case({"kind": "lost", "on": "2026-09-10"}), "没有“lost”这种记录"),
        (case({"kind": ["received"], "on": "2026-09-10"}), "这种记录"),
        (case({"kind": "received"}), "日期 on 缺少或无效"),
        (case({"kind": "received", "on": 20260910}), "日期 on“20260910”缺少或无效"),
        (case({"kind": "received", "on": "2026-02-30"}), "日期 on“2026-02-30”缺少或无效"),
        (case({"kind": "received", "on": "20260910"}), "日期 on“20260910”缺少或无效"),
        (case({"kind": "received", "on": "2026-W10-1"}), "日期 on“2026-W10-1”缺少或无效"),
        (case({"kind": "received", "on": "9999-12-31"}), "年份应在 2000 到 2099"),
        (case(RECEIVED, {"kind": "extended", "on": "2026-09-14"}), "1 到 20 的整数"),
        (case(RECEIVED, {"kind": "extended", "on": "2026-09-14", "days": "5"}), "days 应为整数"),
        (case(RECEIVED, {"kind": "extended", "on": "2026-09-14", "days": True}), "days 应为整数"),
        (case(RECEIVED, {"kind": "extended", "on": "2026-09-14", "days": 10**30}), "超过 20 个工作日"),
        (case(RECEIVED, {"kind": "consult_sent", "on": "2026-09-14", "ref": {}}), "ref 应为文字"),
        (case(RECEIVED, {"kind": "consult_sent", "on": "2026-09-14", "ref": "a", "served": "x"}), "served"),
        (case({"kind": "replied", "on": "2026-09-10"}), "在收到申请之前"),
    ],
)
def test_a_bad_line_gives_a_sentence(run, line, sentence):
    answer = run(line)[0]
    assert sentence in answer["error"]
    assert answer.keys() >= KEYS
    assert answer["due_on"] is None


def test_blank_lines_and_strange_bytes_do_not_stop_it(tmp_path):
    file, out = tmp_path / "cases.jsonl", StringIO()
    file.write_bytes(b"\xef\xbb\xbf\n\xff\xfe\n" + json.dumps(case(RECEIVED)).encode() + b"\r\n")
    call_command("explain_clock", str(file), stdout=out)
    assert [bool(json.loads(line)["error"]) for line in out.getvalue().splitlines()] == [True, False]


def test_a_missing_file_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="读不了"):
        call_command("explain_clock", "/no/such/file")
