"""The moment a sentence is read at, and the memory that makes a whole roadmap cost a fixed number of queries."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """One programme on one day, as known at one moment. Words load through `once` and never query per subject.

    `programme` is opaque here: words of the apps above know what it is. All figures read with one context share what
    was loaded.
    """

    programme: Any
    as_of: dt.date
    known_at: dt.datetime
    _memory: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, load: Callable[["Context"], T]) -> T:
        """What `load(context)` gives, loaded the first time only. Load for the whole programme, not for one code."""
        if load not in self._memory:
            self._memory[load] = load(self)
        result: T = self._memory[load]
        return result
