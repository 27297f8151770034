"""What may never be changed: a model base that refuses it in Python, and triggers that refuse it in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED_TABLES = ("core_journalentry", "core_journalseal")


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row that is kept for ever: write a new row instead."""


class GuardedQuerySet(models.QuerySet[Any]):
    """Adds and reads; never updates or deletes."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} rows cannot be changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} rows cannot be deleted")


class Guarded(models.Model):
    """A row that is written once."""

    objects = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{type(self).__name__} rows cannot be deleted")


_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION opora_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'The journal is append-only'; END $$
"""


def raise_guard(connection: BaseDatabaseWrapper) -> None:
    """Make the database itself refuse UPDATE and DELETE of the guarded tables. Safe to repeat.

    A later migration that alters such a table on SQLite rebuilds it without its triggers: call this at its end.
    """
    lower_guard(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table, event, name in _triggers():
            if connection.vendor == "postgresql":
                body = "FOR EACH ROW EXECUTE FUNCTION opora_refuse_change()"
            else:
                body = "BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END"
            cursor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {body}")


def lower_guard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        for table, _event, name in _triggers():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


@contextmanager
def guard_lowered(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For emptying a whole database (`flush`) only: the guard is back afterwards, also after an error."""
    lower_guard(connection)
    try:
        yield
    finally:
        raise_guard(connection)


def _triggers() -> Iterator[tuple[str, str, str]]:
    for table in GUARDED_TABLES:
        for event in ("UPDATE", "DELETE"):
            yield table, event, f"{table}_refuse_{event.lower()}"
