"""The index follows the outbox, survives repetition, loss and damage."""

import json
import multiprocessing
import shutil
from datetime import timedelta
from io import StringIO

import psycopg2
import pytest
import tantivy
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from outbox.models import Message
from search import index, query, reading, schema
from search.changed import changed, everything_changed, left_to_rebuilding
from search.documents import Document

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC: dict[str, Document] = {}


def documents(ids=None):
    """A room's source: what is public now."""
    return [doc for key, doc in PUBLIC.items() if ids is None or key in ids]


def _publish(key, title="澄溪县危房改造办法", text="各乡镇"):
    PUBLIC[key] = Document("policy", key, title, f"/p/{key}", text)


@pytest.fixture(autouse=True)
def room(settings, db):
    PUBLIC.clear()
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {"policy": f"{__name__}.documents"}, {}
    index.rebuild()


def _keys():
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.all_query(), 50).hits
    return sorted(searcher.doc(address)["key"][0] for _, address in hits)


def test_a_published_document_is_found_and_a_withdrawn_one_gone(at):
    _publish("1")
    changed("policy", 1, at=at)
    index.catch_up()
    assert _keys() == ["policy:1"]
    del PUBLIC["1"]
    changed("policy", 1, at=at)
    index.catch_up()
    assert _keys() == []


def test_what_was_withdrawn_is_not_shown_though_the_index_still_holds_it(at):
    """The worker may be away: the result page asks the room once more."""
    _publish("1")
    changed("policy", 1, at=at)
    index.catch_up()
    assert [hit.id for hit in query.search("危房").results] == ["1"]
    del PUBLIC["1"]
    assert (_keys(), query.search("危房").results) == (["policy:1"], ())


def test_a_draft_never_appears(at):
    _publish("1")
    changed("policy", 1, at=at)
    changed("policy", "draft", at=at)
    index.catch_up()
    assert _keys() == ["policy:1"]


def test_a_change_read_twice_is_harmless(at):
    for title in ("一个题目", "另一个题目"):
        _publish("1", title=title)
        changed("policy", 1, at=at)
        _forget_the_place()
        index.catch_up()
    assert _keys() == ["policy:1"]
    assert query.search("另一个题目").results


def _forget_the_place():
    """As after a kill between the commit and the note of how far it goes."""
    note = reading.current() / "reached.json"
    before = json.loads(note.read_text())
    index.catch_up()
    note.write_text(json.dumps(before))


def test_a_change_of_a_transaction_that_ends_later_is_not_missed(at):
    """Row numbers are given at the beginning, not at the commit."""
    late = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    _insert(late.cursor(), "1", at)
    _publish("1")
    _publish("2")
    changed("policy", 2, at=at)
    index.catch_up()
    assert _keys() == ["policy:2"]
    late.commit()
    late.close()
    index.catch_up()
    assert _keys() == ["policy:1", "policy:2"]


def _insert(cursor, key, at):
    cursor.execute(
        "INSERT INTO outbox_message (handler, payload, created_at, not_before, done_at, attempts, last_error)"
        " VALUES (%s, %s, %s, %s, %s, 0, '')",
        [index.HANDLER, json.dumps({"kind": "policy", "id": key}), at, at, at],
    )


def test_a_rolled_back_change_changes_nothing(at):
    _publish("1")
    with pytest.raises(RuntimeError), transaction.atomic():
        changed("policy", 1, at=at)
        raise RuntimeError
    assert index.catch_up() == 0 and _keys() == []


def test_two_machines_follow_the_same_changes(at, settings, tmp_path):
    mine, theirs = settings.SEARCH_INDEX_DIR, tmp_path / "other machine"
    for folder in (theirs, mine):
        settings.SEARCH_INDEX_DIR = folder
        index.ensure()
    _publish("1")
    changed("policy", 1, at=at)
    for folder in (theirs, mine):
        settings.SEARCH_INDEX_DIR = folder
        assert (index.catch_up(), _keys(), index.catch_up()) == (1, ["policy:1"], 0)


def test_a_machine_away_for_longer_than_messages_are_kept_starts_again(at):
    note = reading.current() / "reached.json"
    old = json.loads(note.read_text())
    note.write_text(json.dumps(old | {"at": "2020-01-01T00:00:00+00:00"}))
    _publish("1")
    assert index.ensure() and _keys() == ["policy:1"]


@pytest.mark.parametrize("other", [{"database": 1}, {"snapshot": "900000000:900000000:"}])
def test_an_index_of_another_or_restored_database_is_made_again(other):
    note = reading.current() / "reached.json"
    note.write_text(json.dumps(json.loads(note.read_text()) | other))
    _publish("1")
    assert index.ensure() and _keys() == ["policy:1"]


def test_a_document_that_cannot_be_told_holds_up_no_other(at, settings):
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {"policy": f"{__name__}.failing"}, {}
    _publish("1")
    _publish("2")
    changed("policy", "bad", at=at)
    changed("policy", 2, at=at)
    index.catch_up()
    assert _keys() == ["policy:2"]


def failing(ids=None):
    if ids and "bad" in ids:
        raise RuntimeError("no file")
    return documents(ids)


def test_parts_leave_the_index_with_what_they_belong_to(at):
    PUBLIC["7-a"] = Document("policy", "7-a", "附件一", "/p/7#a", "甲", of="7")
    index.rebuild()
    del PUBLIC["7-a"]
    changed("policy", 7, at=at)
    index.catch_up()
    assert _keys() == []


def test_a_kind_that_no_room_serves_is_only_removed(at):
    changed("unknown", "1", at=at)
    index.catch_up()
    assert _keys() == []


def test_a_rebuilding_for_all_machines_is_remembered_until_it_is_done(at):
    everything_changed(at=at)
    assert not index.rebuild_wanted()
    index.catch_up()
    assert index.rebuild_wanted()
    index.rebuild()
    assert not index.rebuild_wanted()


def test_what_changes_while_a_new_index_is_made_is_in_it(at, settings):
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {"policy": f"{__name__}.slow"}, {}
    index.rebuild()
    assert _keys() == ["policy:late"]


def slow(ids=None):
    """A document is published while the others are being read."""
    found = documents(ids)
    if ids is None:
        _publish("late")
        changed("policy", "late", at=timezone.now())
    return found


def test_rebuild_prints_documents_and_seconds():
    _publish("1")
    _publish("2")
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["documents"] == 2 and answer["seconds"] >= 0
    assert _keys() == ["policy:1", "policy:2"]


def test_a_missing_index_is_named_and_made():
    shutil.rmtree(index.folder())
    _publish("1")
    with pytest.raises(index.Unavailable):
        index.searcher()
    assert index.problem()
    assert index.ensure() is True
    assert index.ensure() is False
    assert index.problem() == "" and _keys() == ["policy:1"]


@pytest.mark.parametrize("damage", ["meta", "segments", "pointer", "folder", "note"])
def test_a_broken_index_is_made_again(damage, at):
    _publish("1")
    index.rebuild()
    _break(damage)
    reading._reader = reading._Reader()  # as in a process that starts now
    changed("policy", 1, at=at)
    index.catch_up()
    assert _keys() == ["policy:1"]


def _break(damage):
    path = reading.current()
    if damage == "meta":
        (path / "meta.json").write_text("{")
    elif damage == "segments":
        for file in path.glob("*.*"):
            if file.suffix in (".idx", ".term", ".store", ".fast"):
                file.write_bytes(b"")
    elif damage == "note":
        (path / "reached.json").write_text("[]")
    elif damage == "pointer":
        (index.folder() / "current").unlink()
    else:
        (index.folder() / "current").write_text(f"{schema.signature()}-nothing")


def test_an_index_of_another_thesaurus_is_made_again(monkeypatch):
    _publish("1")
    index.rebuild()
    monkeypatch.setattr(schema, "signature", lambda: "v0-other")
    assert index.problem()
    assert index.ensure()
    assert _keys() == ["policy:1"]


def test_old_folders_are_removed():
    for _ in range(3):
        index.rebuild()
    assert len([p for p in index.folder().iterdir() if p.is_dir()]) == 1


def test_lag_is_the_age_of_the_oldest_change_not_in_this_index(at):
    assert index.lag(at) == 0
    changed("policy", 1, at=at)
    changed("policy", 2, at=at + timedelta(seconds=5))
    assert index.lag(at + timedelta(seconds=9)) == 9


def _hold(folder, ready, done):
    import fcntl

    with open(f"{folder}/lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready.set()
        done.wait(30)


def test_a_killed_writer_leaves_the_lock_to_the_next(at):
    _publish("1")
    index.folder().mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("fork")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(str(index.folder()), ready, done))
    holder.start()
    ready.wait(10)
    holder.kill()
    holder.join()
    changed("policy", 1, at=at)
    index.catch_up()
    assert _keys() == ["policy:1"]


def test_a_load_that_rebuilds_the_index_announces_nothing(at):
    with left_to_rebuilding():
        assert changed("policy", 1, at=at) is None
    assert not Message.objects.exists()
    assert changed("policy", 1, at=at) == Message.objects.get()
