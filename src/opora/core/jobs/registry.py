"""Which function does which job. Each app registers its own in `jobs.py`, imported from `AppConfig.ready`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Run = Callable[..., Mapping[str, Any] | None]
R = TypeVar("R", bound=Run)

HOUR = 60 * 60


@dataclass(frozen=True, slots=True)
class Registered:
    """A function with its title for people and the most seconds one run may take."""

    run: Run
    title: str | Promise
    seconds: int


_FOUND: dict[str, Registered] = {}


def job(name: str, *, title: str | Promise, seconds: int = HOUR) -> Callable[[R], R]:
    """Register `run(job: Running, **arguments)`; a lazy `title` is translated for each reader.

    A run is begun anew from the start after a crash, a stop of the worker or a retry, so running it twice must leave
    the same as once. It keeps its transactions short, and calls `job.tell` between them: only there can it be stopped.
    What it returns is kept as the result; "text" and "url" of it are shown. ValidationError is told to people as it
    is; any other error is ours and goes to the log. A run of more than `seconds` has failed.
    """

    def register(run: R) -> R:
        if name in _FOUND:
            raise ValueError(f"Two jobs are named {name!r}")
        _FOUND[name] = Registered(run, title, seconds)
        return run

    return register


def registered(name: str) -> Registered | None:
    """The function of a name; None for one that no app of this version knows."""
    return _FOUND.get(name)


def names() -> list[str]:
    """All names, in order."""
    return sorted(_FOUND)


def heading(name: str, of: str) -> str:
    """ "Import of a list: schools.xlsx", in the language of the reader; the bare name when nobody knows it any more."""
    known = registered(name)
    kind = str(known.title) if known else name
    return _("%(kind)s: %(of)s") % {"kind": kind, "of": of} if of else kind
