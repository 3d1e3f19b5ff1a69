"""The index follows the outbox, survives repetition, loss and damage."""

import json
import multiprocessing
from datetime import timedelta
from io import StringIO

import pytest
import tantivy
from django.core.management import call_command

from outbox.drain import drain
from outbox.models import Message
from search import index, query, schema
from search.changed import changed, left_to_rebuilding
from search.documents import Document

PUBLIC: dict[str, Document] = {}


def documents(ids=None):
    """A room's source: what is public now."""
    return [doc for key, doc in PUBLIC.items() if ids is None or key in ids]


def _publish(key, title="澄溪县危房改造办法", text="各乡镇"):
    PUBLIC[key] = Document("policy", key, title, f"/p/{key}", text)


@pytest.fixture(autouse=True)
def room(settings, db):
    PUBLIC.clear()
    settings.SEARCH_SOURCES = {"policy": f"{__name__}.documents"}


def _keys():
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.all_query(), 50).hits
    return sorted(searcher.doc(address)["key"][0] for _, address in hits)


def test_a_published_document_is_found_and_a_withdrawn_one_gone(at):
    _publish("1")
    changed("policy", 1, at=at)
    drain(at)
    assert _keys() == ["policy:1"]
    del PUBLIC["1"]
    changed("policy", 1, at=at)
    drain(at)
    assert _keys() == []


def test_what_was_withdrawn_is_not_shown_though_the_index_still_holds_it(at):
    """The worker may be away: the result page asks the room once more."""
    _publish("1")
    changed("policy", 1, at=at)
    drain(at)
    assert [hit.id for hit in query.search("危房").results] == ["1"]
    del PUBLIC["1"]
    assert (_keys(), query.search("危房").results) == (["policy:1"], ())


def test_a_draft_never_appears(at):
    _publish("1")
    changed("policy", 1, at=at)
    changed("policy", "draft", at=at)
    drain(at)
    assert _keys() == ["policy:1"]


def test_applying_twice_is_harmless(at):
    _publish("1")
    for _ in range(2):
        index.apply({"kind": "policy", "id": "1"})
    _publish("1", title="另一个题目")
    for _ in range(2):
        index.apply({"kind": "policy", "id": "1"})
    assert _keys() == ["policy:1"]


def test_waiting_messages_are_taken_along_in_one_commit(at):
    for key in "123":
        _publish(key)
        changed("policy", key, at=at)
    assert drain(at) <= 3
    assert _keys() == ["policy:1", "policy:2", "policy:3"]
    assert not Message.objects.filter(done_at=None).exists()


def test_a_kind_that_no_room_serves_is_only_removed(at):
    index.apply({"kind": "unknown", "id": "1"})
    assert _keys() == []


def test_rebuild_prints_documents_and_seconds():
    _publish("1")
    _publish("2")
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["documents"] == 2 and answer["seconds"] >= 0
    assert _keys() == ["policy:1", "policy:2"]


def test_a_missing_index_is_named_and_made():
    _publish("1")
    with pytest.raises(index.Unavailable):
        index.searcher()
    assert index.problem()
    assert index.ensure() is True
    assert index.ensure() is False
    assert index.problem() == "" and _keys() == ["policy:1"]


@pytest.mark.parametrize("damage", ["meta", "segments", "pointer", "folder"])
def test_a_broken_index_is_made_again(damage, at):
    _publish("1")
    index.rebuild()
    _break(damage)
    index._reader = index._Reader()  # as in a process that starts now
    changed("policy", 1, at=at)
    drain(at)
    assert _keys() == ["policy:1"]


def _break(damage):
    path = index.current()
    if damage == "meta":
        (path / "meta.json").write_text("{")
    elif damage == "segments":
        for file in path.glob("*.*"):
            if file.suffix in (".idx", ".term", ".store", ".fast"):
                file.write_bytes(b"")
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


def test_lag_is_the_age_of_the_oldest_waiting_message(at):
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


def test_a_killed_writer_leaves_the_lock_to_the_next():
    _publish("1")
    index.folder().mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("fork")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(str(index.folder()), ready, done))
    holder.start()
    ready.wait(10)
    holder.kill()
    holder.join()
    index.apply({"kind": "policy", "id": "1"})
    assert _keys() == ["policy:1"]


def test_a_load_that_rebuilds_the_index_posts_nothing(db, at):
    with left_to_rebuilding():
        assert changed("policy", 1, at=at) is None
    assert not Message.objects.exists()
    assert changed("policy", 1, at=at) == Message.objects.get()
