"""The version of everything public: equal versions promise equal pages.

Triggers on the tables of settings.CONTENT_TABLES add one ContentChange in each transaction that writes to them, so
the change and its trace are committed together, whoever writes: a verb, an import, or an operator in psql.
"""

from collections.abc import Hashable
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Sum
from django.utils.timezone import localdate

from disclosure.models import ContentChange
from publishing.models import Publication
from search import reading

TRIGGER = "content_changed"
KEPT = 1000  # traces that a nightly clean-up leaves


def tables() -> list[str]:
    """The watched tables: of whole rooms, or of single models written `room.Model`."""
    found = []
    for name in settings.CONTENT_TABLES:
        models = [apps.get_model(name)] if "." in name else apps.get_app_config(name).get_models(True)
        found += [model._meta.db_table for model in models if model._meta.managed]
    return sorted(found)


def watch() -> list[str]:
    """Puts the trigger on every watched table that lacks it; returns those tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = %s",
            [TRIGGER],
        )
        missing = sorted(set(tables()) - {name for (name,) in cursor})
        for name in missing:
            table = connection.ops.quote_name(name)
            cursor.execute(
                f"CREATE TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION disclosure_content_changed()"
            )
    return missing


def version(at: datetime) -> Hashable:
    """What is public at the moment: the traces, the newest publication whose time has come, the day, the search index.

    Traces may be committed out of order, so they are counted and added up rather than asked for the last one.
    """
    traces = ContentChange.objects.aggregate(Count("id"), Sum("id"))
    newest = Publication.objects.published(at).aggregate(newest=Max("published_at"))["newest"]
    return traces["id__count"], traces["id__sum"], newest, localdate(at), search_mark()


def search_mark() -> tuple[str, int]:
    """Which commit of the search index this machine has."""
    try:
        path = reading.current()
        return path.name, (path / "meta.json").stat().st_mtime_ns
    except (OSError, ValueError):
        return "", 0


def forget() -> int:
    """Removes old traces."""
    newest = ContentChange.objects.aggregate(newest=Max("id"))["newest"] or 0
    return ContentChange.objects.filter(id__lte=newest - KEPT).delete()[0]
