"""What an import would do, worked out before anything is written."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from opora.core.actors import Actor
from opora.core.imports.tables import Column, Problem, Row, Table, Where
from opora.core.spreadsheets import Cell

Own = Mapping[type[models.Model], Collection[int]]
"""Keys of all that an import made, by table."""


class Outcome(StrEnum):
    """What becomes of a row without a fault."""

    CREATE = "create"
    UPDATE = "update"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Step:
    """What is written whole or not at all: the rows of one thing, with what its kind needs to write it."""

    key: str
    outcome: Outcome
    rows: tuple[Row, ...]
    change: Any


@dataclass(frozen=True, slots=True)
class Before:
    """The earlier and the later values of something that keeps no history, so that they can be put back."""

    thing: models.Model
    earlier: dict[str, Any]
    later: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What a step wrote: everything it made, and what it changed without a trace of its own."""

    made: Sequence[models.Model] = ()
    changed: Sequence[Before] = ()


@dataclass(slots=True)
class Plan:
    """The steps in the order of writing, the rows that say what is there already, and what is wrong."""

    steps: list[Step] = field(default_factory=list)
    same: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what becomes of them: create, update, skip, error."""
        counted = {outcome.value: 0 for outcome in Outcome}
        for step in self.steps:
            counted[step.outcome] += len(step.rows)
        counted[Outcome.SKIP] += len(self.same)
        return {**counted, "error": len({(one.sheet, one.row) for one in self.problems})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A list that can be brought in and taken out.

    `plan` sorts the rows of a table into a plan and writes nothing. `write` writes some steps inside the transaction of
    its caller, through actions, and answers for each step what it made. `export` gives the rows in the order of
    `columns`. A `whole` list cannot be written without its wrong rows; one `of_year` needs `Where.year`; what is
    `from_today` holds from the current day on unless another is given. A short list whose rows may swap values that
    must differ is written `at_once`. `put_back` gives things that keep no history their earlier values again.
    `take_away` removes things without clocks that an import made, where plain deletion would not do; `resting` says
    what else than rows of other tables rests on things of a table, given all that the import made: ids, and words.
    """

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    plan: Callable[[Table, Where], Plan]
    write: Callable[[Sequence[Step], Where, Actor], list[Written]]
    export: Callable[[Where], Iterable[Sequence[Cell]]]
    whole: bool = False
    of_year: bool = False
    from_today: bool = False
    at_once: bool = False
    put_back: Callable[[Sequence[tuple[models.Model, dict[str, Any]]], Actor], None] | None = None
    take_away: Callable[[Sequence[models.Model], Actor], None] | None = None
    resting: Callable[[type[models.Model], Iterable[int], Own], Iterable[tuple[int, str]]] | None = None


Tell = Callable[[int, int], object]
"""Hears how much of how much is written, between two transactions; what it raises stops the work there."""


def unheard(_done: int, _total: int) -> None:
    """Nobody listens."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a list known; an app calls it in its `imports`."""
    _kinds[kind.name] = kind
    return kind


def kinds() -> dict[str, Kind]:
    """Every list by its name, in the order of the apps."""
    autodiscover_modules("imports")
    return dict(_kinds)


def without_twins(table: Table, key: Callable[[Row], Any], column: str) -> list[Row]:
    """The rows that name a thing nobody else names; rows that share one become problems, each naming another."""
    named: dict[Any, list[Row]] = {}
    for row in table.rows:
        named.setdefault(key(row), []).append(row)
    for first, *others in named.values():
        if others:
            table.problems.append(first.problem(column, "duplicate", _same_as(others[0])))
            table.problems += (row.problem(column, "duplicate", _same_as(first)) for row in others)
    return [rows[0] for rows in named.values() if len(rows) == 1]


def _same_as(other: Row) -> str:
    place = _("row %(row)d of the sheet “%(sheet)s”") if other.sheet else _("row %(row)d")
    told = {"place": place % {"row": other.number, "sheet": other.sheet}}
    return _("The same stands in %(place)s; keep one of them.") % told
