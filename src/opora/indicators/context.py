"""The moment a sentence is read at, and the memory that makes a whole roadmap cost a fixed number of queries."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class History:
    """Everything of one programme as known at one moment, whatever the day. It has no day, so nothing in it can follow
    one: what is loaded here serves a whole line of days.

    `programme` is opaque here: words of the apps above know what it is.
    """

    programme: Any
    known_at: dt.datetime
    _memory: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, load: Callable[["History"], T]) -> T:
        """What `load(history)` gives, loaded the first time only. Load for the whole programme, not for one code."""
        if load not in self._memory:
            self._memory[load] = load(self)
        result: T = self._memory[load]
        return result

    def supposing(self, load: Callable[["History"], T | None], instead: T) -> "History":
        """The same history, only that `load` gave something else.

        What is loaded already is not loaded again: nothing of it may follow from `load`.
        """
        return History(self.programme, self.known_at, {**self._memory, load: instead})


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
