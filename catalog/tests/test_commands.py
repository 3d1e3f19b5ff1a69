"""parse_limits and load_reference_catalog from the command line."""

import json

import pytest
from django.core.management import CommandError, call_command


def test_parse_limits_answers_every_line(tmp_path, capsys):
    file = tmp_path / "limits.txt"
    file.write_text("信息形成之日起20个工作日内\r\n\n20个工作日\n", encoding="utf-8")
    call_command("parse_limits", file)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        {
            "text": "信息形成之日起20个工作日内",
            "limits": [{"kind": "after_event", "number": 20, "unit": "working_day"}],
            "computable": True,
        },
        {"text": "", "limits": [], "computable": False},
        {"text": "20个工作日", "limits": [], "computable": False},
    ]


def test_parse_limits_says_what_is_wrong_with_a_file(tmp_path):
    with pytest.raises(CommandError, match="读不了文件"):
        call_command("parse_limits", tmp_path / "missing.txt")


@pytest.mark.django_db
def test_reference_data_load(capsys):
    call_command("load_reference_catalog")
    assert "领域 26 个和法定主动公开内容，参考事项 470 条" in capsys.readouterr().out
