"""Records of a programme as plain rows: how a word loads its tables once for all days of a history."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from opora.core.models import Record, RecordQuerySet
from opora.indicators.context import Context, History, turning_on

UNREAD = ("id", "recorded_by", "voided_at", "voided_by", "void_reason")
"""Columns of every record that no word asks for."""


def rows(
    model: type[Record],
    programme: str = "programme",
    *more: str,
    only: Sequence[str] = (),
    turning: Sequence[str] = (),
) -> Callable[[Context], list[Any]]:
    """A loader for `context.once`: what is known of a whole programme by the day, oldest first; one query for all days.

    `programme` is the path to the programme, `only` the columns that are read (all). What comes are named tuples of
    the columns and of `more` columns behind relations: a region has thousands of rows, and making model instances
    takes three times as long. `turning` are columns with further days, on which what is said of a row may change.
    """

    def days(found: list[Any]) -> Iterable[dt.date]:
        return (getattr(row, name) for row in found for name in ("occurred_on", *turning))

    @turning_on(days)
    def known(history: History) -> list[Any]:
        return list(_known(model, programme, history, only, more))

    def load(context: Context) -> list[Any]:
        return [row for row in context.history.once(known) if row.occurred_on <= context.as_of]

    return load


def rows_of(
    model: type[Record], of: str, programme: str, *, only: Sequence[str] = ()
) -> Callable[[Context], Callable[[int], list[Any]]]:
    """The same for a table of many rows, asked for the rows of one thing: `of` is the column that names it."""

    def days(found: dict[int, list[Any]]) -> Iterable[dt.date]:
        return (row.occurred_on for rows in found.values() for row in rows)

    @turning_on(days)
    def known(history: History) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in _known(model, programme, history, only):
            found[getattr(row, of)].append(row)
        return found

    def load(context: Context) -> Callable[[int], list[Any]]:
        found = context.history.once(known)
        return lambda thing: [row for row in found.get(thing, ()) if row.occurred_on <= context.as_of]

    return load


def _known(
    model: type[Record], programme: str, history: History, only: Sequence[str], more: Sequence[str] = ()
) -> Iterable[Any]:
    of_programme: RecordQuerySet[Record] = RecordQuerySet(model).filter(**{programme: history.programme.pk})
    stamped = ("occurred_on", "recorded_at", "origin")
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in UNREAD]
    chosen = [name for name in columns if not only or name in only or name in stamped]
    return of_programme.known_at(history.known_at).oldest_first().values_list("pk", *chosen, *more, named=True)
