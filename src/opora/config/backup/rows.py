"""Tables as lines of text, the same for SQLite and PostgreSQL, and lines as rows of a database."""

import base64
import datetime as dt
import decimal
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.duration import duration_string

from opora.core.jobs.models import UNDER_WAY
from opora.core.models import Job, PeriodicWork, Worker

LEFT_OUT: frozenset[type[models.Model]] = frozenset({Session, Worker, PeriodicWork})
"""Who is signed in and which processes live at the moment: worth nothing in another base."""
GENERATED: tuple[type[models.Model], ...] = (Permission, ContentType)
"""What `migrate` fills by itself: an empty base has it, and the backup's takes its place. Dependents first."""
UNFINISHED: dict[type[models.Model], models.Q] = {Job: models.Q(state__in=UNDER_WAY)}
"""Rows that are left out: work that waits or runs would be done a second time by the worker of another base."""
BATCH = 500

Table = type[models.Model]


def tables() -> dict[str, Table]:
    """Every table of a backup by its name, those of many-to-many relations included."""
    found = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return {model._meta.db_table: model for model in found if not model._meta.proxy and model not in LEFT_OUT}


def fields(table: Table) -> list["models.Field[Any, Any]"]:
    """The columns that are written, in the order of the model."""
    return [field for field in table._meta.local_concrete_fields if not field.generated]


def columns(table: Table) -> list[str]:
    """Their names."""
    return [field.attname for field in fields(table)]


def read(table: Table, keys: Sequence[object] | None = None) -> Iterator[tuple[object, str]]:
    """Key and text of every row (or of these), in the order of the key, a few at a time."""
    rows = table._base_manager.order_by("pk")
    if table in UNFINISHED:
        rows = rows.exclude(UNFINISHED[table])
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    names = columns(table)
    at = key_at(table)
    for values in rows.values_list(*names).iterator(chunk_size=2000):
        yield values[at], written(values)


def key_at(table: Table) -> int:
    """At which column the key stands."""
    pk = table._meta.pk
    assert pk is not None
    return columns(table).index(pk.attname)


def written(values: Sequence[object]) -> str:
    """One row as JSON; the inside of JSON columns has sorted keys, for databases keep their order differently."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain)


def insert(table: Table, rows: Iterable[Sequence[object]]) -> int:
    """Add rows exactly as they are, key and all, past everything that fills in values; says how many."""
    used = fields(table)
    count = 0
    waiting = iter(rows)
    size = min(BATCH, connection.ops.bulk_batch_size(used, [None] * BATCH))
    while batch := list(islice(waiting, size)):
        made = [
            table(**{field.attname: field.to_python(value) for field, value in zip(used, row, strict=True)})
            for row in batch
        ]
        table._base_manager._insert(made, fields=used, using=connection.alias, raw=True)  # type: ignore[attr-defined] # what save_base(raw=True) calls, for many rows
        count += len(batch)
    return count


def drop_generated() -> None:
    """Empty what `migrate` filled by itself."""
    for table in GENERATED:
        table._base_manager.all()._raw_delete(connection.alias)


def continue_sequences() -> None:
    """PostgreSQL: the next key follows the greatest one. SQLite does so by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables().values())):
            cursor.execute(statement)


def _plain(value: object) -> str:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return duration_string(value)
        case decimal.Decimal() | uuid.UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    raise TypeError(f"no text for a {type(value).__name__}")
