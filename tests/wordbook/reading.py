"""Figures of a whole roadmap with every word connected, and the oracle's counts in the same shape."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import NamedTuple

from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import Figure
from opora.indicators.registry import language
from opora.programmes.models import Programme
from opora.roadmap.answers import figures
from tests.wordbook.oracle import Count, Recount, everything
from tests.wordbook.words import book

Number = Fraction | int | None


class Shape(NamedTuple):
    """All that can be told apart: the four lists with weights and days of what is met, the value and the range."""

    met: tuple[tuple[str, int, dt.date | None], ...]
    missing: tuple[tuple[str, int], ...]
    unknown: tuple[tuple[str, int], ...]
    excluded: tuple[tuple[str, int], ...]
    value: Number
    range: tuple[Number, Number]


@contextmanager
def every_word() -> Iterator[None]:
    """Inside, the installation knows every word of the language; afterwards only its own again."""
    own, full = language.words, book().words
    language.words = full
    try:
        yield
    finally:
        language.words = own


def read(programme: Programme, as_of: dt.date, known_at: dt.datetime) -> dict[str, Figure]:
    """All figures of the programme's roadmap."""
    with every_word():
        return figures(Context.of(programme, as_of, known_at))


def shapes(figures_: Mapping[str, Figure]) -> dict[str, Shape]:
    """Figures as shapes."""
    return {key: _of_figure(figure) for key, figure in figures_.items()}


def recounted(oracle: Recount) -> dict[str, Shape]:
    """What the oracle counts."""
    return {key: _of_count(count) for key, count in everything(oracle).items()}


def _of_figure(figure: Figure) -> Shape:
    def plain(state: State) -> tuple[tuple[str, int], ...]:
        return tuple(sorted((member.subject.key, member.weight) for member in figure.list(state)))

    met = tuple(sorted((member.subject.key, member.weight, member.on) for member in figure.list(State.MET)))
    lists = plain(State.MISSING), plain(State.UNKNOWN), plain(State.EXCLUDED)
    return Shape(met, *lists, value=figure.value, range=figure.range)


def _of_count(count: Count) -> Shape:
    def plain(state: str) -> tuple[tuple[str, int], ...]:
        return tuple(sorted((key, weight) for key, weight, _day in count.lists[state]))

    lists = plain("missing"), plain("unknown"), plain("excluded")
    return Shape(tuple(sorted(count.lists["met"])), *lists, value=count.value, range=count.range)
