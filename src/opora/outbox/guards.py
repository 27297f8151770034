"""Whether a message is still needed, asked at the moment of sending: what was mended in the meantime is not chased."""

from collections.abc import Callable, Mapping
from typing import Any

Guard = Callable[[Mapping[str, Any], str], bool | str]
"""Takes the arguments of the mailing and the key of the recipient. True: send it; a text says why not."""

_GUARDS: dict[str, Guard] = {}


def still_needed(name: str) -> Callable[[Guard], Guard]:
    """Register a guard under a name that stands in the database: it must stay once mailings use it."""

    def register(guard: Guard) -> Guard:
        if name in _GUARDS:
            raise ValueError(f"Two guards are called {name!r}")
        _GUARDS[name] = guard
        return guard

    return register


def known(name: str) -> bool:
    """Whether there is such a guard; "" asks nobody and is always there."""
    return not name or name in _GUARDS


def ask(name: str, arguments: Mapping[str, Any], recipient: str) -> bool | str:
    """The answer of a guard; True when there is none. KeyError for one that is not registered: nothing is sent then."""
    return _GUARDS[name](arguments, recipient) if name else True
