"""Writes thousands of new rows with COPY: several times quicker than INSERT statements, in the caller's transaction."""

import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
NULL = "\\N"


def copy_in(rows: Sequence[models.Model]) -> None:
    """Inserts new rows of one model. Keys are drawn from its sequence and set on the objects first."""
    if not rows:
        return
    meta = rows[0]._meta
    _give_keys(rows)
    fields = meta.concrete_fields
    writers = [(field.attname, _writer(field)) for field in fields]
    lines = ("\t".join(write(getattr(row, name)) for name, write in writers) for row in rows)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(meta.db_table)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO("\n".join(lines) + "\n"))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _give_keys(rows: Sequence[models.Model]) -> None:
    meta = rows[0]._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(meta.db_table), meta.pk.column, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key


def _writer(field: models.Field):
    if isinstance(field, models.JSONField):
        return _json
    return _array if isinstance(field, ArrayField) else _plain


def _plain(value: Any) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return str(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder).translate(_ESCAPED)


def _array(value: Iterable[str]) -> str:
    quoted = ('"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"' for part in value)
    return ("{" + ",".join(quoted) + "}").translate(_ESCAPED)
