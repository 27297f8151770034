"""The registry the words of the tests are lent to, apart from the one of the installation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from opora.core.models import Record, RecordQuerySet
from opora.indicators.context import Context, History, turning_on
from opora.indicators.facts import Evidence, Progress, Source
from opora.indicators.registry import Registry, language

UNREAD = ("id", "recorded_by", "voided_at", "voided_by", "void_reason")
own = Registry()
"""What this app lends."""


def book() -> Registry:
    """Every word of the language: those of the installation and ours."""
    return language.with_words(own.words)


def phrase(*_arguments: object, **_named: object) -> str:
    """The plain sentences of these words stand in the programme file."""
    return "…"


def rows(model: type[Record], programme: str = "programme", *more: str) -> Callable[[Context], list[Any]]:
    """A loader for `context.once`: what is known of a whole programme by the day, oldest first; one query for all days.

    `programme` is the path to the programme. What comes are named tuples of the columns and of `more` columns behind
    relations: a region has thousands of rows, and making model instances takes three times as long.
    """

    @turning_on(lambda found: (row.occurred_on for row in found))
    def known(history: History) -> list[Any]:
        return list(_known(model, programme, history, more))

    def load(context: Context) -> list[Any]:
        return [row for row in context.history.once(known) if row.occurred_on <= context.as_of]

    return load


def rows_of(model: type[Record], of: str, programme: str) -> Callable[[Context], Callable[[int], list[Any]]]:
    """The same for a table of many rows, asked for the rows of one thing: `of` is the column that names it."""

    @turning_on(lambda found: (row.occurred_on for rows in found.values() for row in rows))
    def known(history: History) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in _known(model, programme, history):
            found[getattr(row, of)].append(row)
        return found

    def load(context: Context) -> Callable[[int], list[Any]]:
        found = context.history.once(known)
        return lambda thing: [row for row in found.get(thing, ()) if row.occurred_on <= context.as_of]

    return load


def _known(model: type[Record], programme: str, history: History, more: Sequence[str] = ()) -> Iterable[Any]:
    of_programme: RecordQuerySet[Record] = RecordQuerySet(model).filter(**{programme: history.programme.pk})
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in UNREAD]
    return of_programme.known_at(history.known_at).oldest_first().values_list("pk", *columns, *more, named=True)


def evidence(label: str, *records: Record) -> tuple[Evidence, ...]:
    """Records as evidence."""
    return tuple(Evidence(label, record.occurred_on, record.recorded_at, record.origin) for record in records)


def running(records: Sequence[Record]) -> Source:
    """The source of what runs over a period: there since the first record."""
    first: date | None = min((record.occurred_on for record in records), default=None)
    return Source(Progress.COMPLETE, first) if first else Source(Progress.ABSENT)
