"""The registry the words of the tests are lent to, apart from the one of the installation."""

from collections.abc import Sequence
from datetime import date

from opora.core.models import Record
from opora.indicators.facts import Evidence, Progress, Source
from opora.indicators.loading import rows, rows_of
from opora.indicators.registry import Registry, language

__all__ = ["book", "evidence", "own", "phrase", "rows", "rows_of", "running"]
own = Registry()
"""What this app lends."""


def book() -> Registry:
    """Every word of the language: those of the installation and ours."""
    return language.with_words(own.words)


def phrase(*_arguments: object, **_named: object) -> str:
    """The plain sentences of these words stand in the programme file."""
    return "…"


def evidence(label: str, *records: Record) -> tuple[Evidence, ...]:
    """Records as evidence."""
    return tuple(Evidence(label, record.occurred_on, record.recorded_at, record.origin) for record in records)


def running(records: Sequence[Record]) -> Source:
    """The source of what runs over a period: there since the first record."""
    first: date | None = min((record.occurred_on for record in records), default=None)
    return Source(Progress.COMPLETE, first) if first else Source(Progress.ABSENT)
