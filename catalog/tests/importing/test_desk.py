"""The import's desk pages: read, look, write."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from catalog.models import Item, TableRead
from catalog.tests.importing.conftest import HEAD, SUB, line, workbook

ADDRESS = "desk_catalog:tables"


@pytest.fixture
def send(client, admin_user, domain, agency):
    """send(data, name) -> the page after a table was sent in by the administrator."""
    client.force_login(admin_user)

    def do(data: bytes, name: str = "目录.xlsx", **fields):
        return client.post(reverse(ADDRESS), {"file": SimpleUploadedFile(name, data), **fields}, follow=True)

    return do


def decision(page, **changes) -> dict:
    form = page.context["form"]
    return {"effective_on": "2026-03-02", "reason": "按新目录", "seen": form["seen"].value()} | changes


def test_a_table_is_shown_with_flags_and_difference_before_anything_is_written(send, item):
    page = send(workbook([line(limit="20个工作日"), line("2", "临时救助", "名单")]))
    text = page.content.decode()
    for words in ("新增 2 条", "表里没有 1 条", "要人看 1 处", "时限不能计算", "审批信息", "临时救助"):
        assert words in text
    assert Item.objects.count() == 1


def test_writing_is_one_entry_and_says_what_was_done(client, send, item):
    page = send(workbook([line(), line("2", "临时救助", "名单")]))
    sent = TableRead.objects.get()
    text = client.post(sent.get_absolute_url(), decision(page), follow=True).content.decode()
    assert "已写入：新增 2 条，修改 0 条，停用 0 条" in text
    entry = Entry.objects.get(word="导入目录表格")
    assert (entry.actor_label, entry.reason) == ("何管理", "按新目录")
    item.refresh_from_db()
    assert item.retired_on is None


def test_what_is_gone_is_retired_only_when_asked(client, send, item):
    page = send(workbook([line()]))
    client.post(TableRead.objects.get().get_absolute_url(), decision(page, retire="on"))
    item.refresh_from_db()
    assert item.retired_on


def test_a_table_is_written_once(client, send):
    page = send(workbook([line()]))
    address = TableRead.objects.get().get_absolute_url()
    client.post(address, decision(page))
    text = client.post(address, decision(page, seen="0-0-0")).content.decode()
    assert "已经写入过了" in text
    assert Item.objects.count() == 1


def test_a_catalogue_that_moved_meanwhile_is_shown_again(client, send):
    page = send(workbook([line()]))
    text = client.post(
        TableRead.objects.get().get_absolute_url(), decision(page, seen="7-0-0")
    ).content.decode()
    assert "目录又有改动" in text
    assert Item.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "写明修改理由"),
        ({"effective_on": "明天"}, "格式填写生效日期"),
        ({"effective_on": "2999-01-01"}, "最晚是今天"),
    ],
)
def test_what_is_missing_is_said(client, send, changes, sentence):
    page = send(workbook([line()]))
    assert (
        sentence
        in client.post(TableRead.objects.get().get_absolute_url(), decision(page, **changes)).content.decode()
    )
    assert Item.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [(b"x", "a.xlsx", "已损坏"), (b"x", "a.pdf", "只能导入"), (b"", "a.csv", "空")],
)
def test_a_bad_file_gets_a_sentence(send, data, name, sentence):
    assert sentence in send(data, name).content.decode()
    assert TableRead.objects.count() == 0


def test_nothing_sent_is_said(client, send):
    assert "选择一个文件" in client.post(reverse(ADDRESS), {}).content.decode()


def test_a_pasted_table_is_read(client, send):
    rows = ["\t".join(cell or "" for cell in row) for row in (HEAD, SUB, line())]
    page = client.post(reverse(ADDRESS), {"text": "\n".join(rows), "domain": "20"}, follow=True)
    assert page.status_code == 200


def test_the_flags_are_a_file(client, send):
    send(workbook([line(limit="+20个工作日")]))
    text = client.get(reverse("desk_catalog:table_flags", args=[TableRead.objects.get().pk])).content.decode()
    assert "公开时限,时限不能计算,'+20个工作日" in text


@pytest.mark.parametrize("person", ["editor", "clerk", "supervisor", "stranger"])
def test_only_administrators_import(client, person, request, domain):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse(ADDRESS)).status_code == 403
