"""Every entry of the tables in settings names something that exists."""

from django.conf import settings
from django.core.management import get_commands
from django.utils.module_loading import import_string

from disclosure.celery import app


def test_every_beat_entry_names_a_task():
    app.loader.import_default_modules()
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert entry["task"] in app.tasks, name


def test_every_named_function_exists():
    tables = [
        *settings.OUTBOX_HANDLERS.values(),
        *settings.SEARCH_SOURCES.values(),
        *settings.SEARCH_PUBLIC.values(),
        *settings.PUBLICATION_EFFECTS,
        *settings.PUBLICATION_GATES,
        *settings.PUBLICATION_PAGES.values(),
        *settings.WORKDAY_LISTENERS,
        *settings.DUTY_CLOCKS.values(),
        *settings.DUTY_KINDS,
        *settings.VERB_TABLES,
        *filter(None, [settings.ITEM_PUBLICATIONS]),
    ]
    for path in tables:
        assert import_string(path), path


def test_every_reference_command_exists():
    assert set(settings.REFERENCE_COMMANDS) <= set(get_commands())


def test_verbs_have_names_and_words_of_their_own():
    """Within a room: the log word tells which verb it was."""
    for path in settings.VERB_TABLES:
        rows = list(import_string(path))
        assert len({verb.name for verb in rows}) == len(rows), path
        assert len({verb.word for verb in rows}) == len(rows), path
