"""The moment a sentence is read at, and the memory that makes a whole roadmap cost a fixed number of queries."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Load(Generic[T]):
    """A loader that knows when its answers turn: `days(value)` names every day from which on anything asked of the
    value may be answered otherwise than the day before. Between two of them all days are alike."""

    load: Callable[["History"], T]
    days: Callable[[T], Iterable[dt.date]]

    def __call__(self, history: "History") -> T:
        """What is loaded."""
        return self.load(history)


def turning_on(days: Callable[[T], Iterable[dt.date]]) -> Callable[[Callable[["History"], T]], Load[T]]:
    """Decorator of a loader: says on which days what it loads turns."""
    return lambda load: Load(load, days)


class Turns:
    """The days on which what was asked for may change, gathered while it is worked out."""

    def __init__(self) -> None:
        self._days: dict[object, list[dt.date] | None] = {}

    def add(self, of: object, days: list[dt.date] | None) -> None:
        """Days in order; None: nobody knows them, so each day may bring a change."""
        self._days[of] = days

    def add_all(self, other: "Turns") -> None:
        """The days that something else follows."""
        self._days.update(other._days)

    def after(self, day: dt.date) -> dt.date:
        """The next day that has to be asked about; date.max when nothing changes any more."""
        following = [dt.date.max]
        for days in self._days.values():
            if days is None:
                return day + dt.timedelta(days=1)
            following.extend(days[bisect_right(days, day) :][:1])
        return min(following)


@dataclass(frozen=True)
class History:
    """Everything of one programme as known at one moment, whatever the day. It has no day, so nothing in it can follow
    one: what is loaded here serves a whole line of days.

    `programme` is opaque here: words of the apps above know what it is.
    """

    programme: Any
    known_at: dt.datetime
    _memory: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    _days: dict[object, list[dt.date]] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[object, tuple[Any, Turns]] = field(default_factory=dict, repr=False, compare=False)
    _watching: list[Turns] = field(default_factory=list, repr=False, compare=False)

    def once(self, load: Callable[["History"], T]) -> T:
        """What `load(history)` gives, loaded the first time only. Load for the whole programme, not for one code.

        A `Load` is asked for its days as well; what a plain function loads may turn on each day.
        """
        if load not in self._memory:
            self._memory[load] = load(self)
        for turns in self._watching:
            turns.add(load, self._turning_days(load))
        result: T = self._memory[load]
        return result

    def supposing(self, load: Callable[["History"], T | None], instead: T) -> "History":
        """The same history, only that `load` gave something else.

        What is loaded already is not loaded again: nothing of it may follow from `load`.
        """
        return History(self.programme, self.known_at, {**self._memory, load: instead})

    def _turning_days(self, load: Callable[["History"], Any]) -> list[dt.date] | None:
        if not isinstance(load, Load):
            return None
        if load not in self._days:
            self._days[load] = sorted(set(load.days(self._memory[load])))
        return self._days[load]

    def kept(self, key: object, work: Callable[[], T]) -> T:
        """What `work()` gives, worked out once for all days: `key` names all it follows from but what is loaded."""
        if key not in self._kept:
            with self.watched() as turns:
                value = work()
            self._kept[key] = value, turns
        result, turned = self._kept[key]
        for turns in self._watching:
            turns.add_all(turned)
        found: T = result
        return found

    def turns(self, *days: dt.date) -> None:
        """Say of what is being worked out that it also turns on these days, whatever was loaded."""
        for turns in self._watching:
            for day in days:
                turns.add(day, [day])

    @contextmanager
    def watched(self) -> Iterator[Turns]:
        """Gather the days on which what is worked out inside may change; inside, ask in contexts made there."""
        turns = Turns()
        self._watching.append(turns)
        try:
            yield turns
        finally:
            self._watching.remove(turns)


@dataclass(frozen=True)
class Context:
    """A history looked at on one day. All figures read with one context share what was loaded."""

    history: History
    as_of: dt.date
    _memory: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, programme: Any, as_of: dt.date, known_at: dt.datetime) -> "Context":
        """A context with a history of its own."""
        return cls(History(programme, known_at), as_of)

    @property
    def programme(self) -> Any:
        """Whose figures they are."""
        return self.history.programme

    @property
    def known_at(self) -> dt.datetime:
        """Only what was recorded by this moment counts."""
        return self.history.known_at

    def on(self, day: dt.date) -> "Context":
        """The same history on another day: nothing is loaded again."""
        return self if day == self.as_of else Context(self.history, day)

    def once(self, load: Callable[["Context"], T]) -> T:
        """What `load(context)` gives on this day, worked out the first time only."""
        if load not in self._memory:
            self._memory[load] = load(self)
        result: T = self._memory[load]
        return result
