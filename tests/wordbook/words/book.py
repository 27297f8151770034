"""The registry the words of the tests are lent to, apart from the one of the installation."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from opora.core.models import Record, RecordQuerySet
from opora.indicators.context import Context, History
from opora.indicators.facts import Evidence, Progress, Source
from opora.indicators.registry import Registry, language

R = TypeVar("R", bound=Record)

own = Registry()
"""What this app lends."""


def book() -> Registry:
    """Every word of the language: those of the installation and ours."""
    return language.with_words(own.words)


def phrase(*_arguments: object, **_named: object) -> str:
    """The plain sentences of these words stand in the programme file."""
    return "…"


def rows(model: type[R], programme: str = "programme", *related: str) -> Callable[[Context], list[R]]:
    """A loader for `context.once`: what is known of a whole programme by the day, oldest first; one query for all days.

    `programme` is the path to the programme; `related` are followed in the same query.
    """

    def known(history: History) -> list[R]:
        of_programme: RecordQuerySet[R] = RecordQuerySet(model).filter(**{programme: history.programme.pk})
        return list(of_programme.known_at(history.known_at).oldest_first().select_related(*related))

    def load(context: Context) -> list[R]:
        return [row for row in context.history.once(known) if row.occurred_on <= context.as_of]

    return load


def evidence(label: str, *records: Record) -> tuple[Evidence, ...]:
    """Records as evidence."""
    return tuple(Evidence(label, record.occurred_on, record.recorded_at, record.origin) for record in records)


def running(records: Sequence[Record]) -> Source:
    """The source of what runs over a period: there since the first record."""
    first: date | None = min((record.occurred_on for record in records), default=None)
    return Source(Progress.COMPLETE, first) if first else Source(Progress.ABSENT)
