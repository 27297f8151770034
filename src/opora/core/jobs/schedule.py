"""Periodic work: short functions that one worker of the installation calls every so many seconds."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from opora.core import clock
from opora.core.jobs.models import PeriodicWork

log = logging.getLogger(__name__)

Work = Callable[[], object]

LEASE = dt.timedelta(minutes=10)
"""How long one call may take; if its process dies, the next one comes after that."""


@dataclass(frozen=True, slots=True)
class Periodic:
    """A function, its title for people, and how often it is called."""

    run: Work
    title: str | Promise
    every: dt.timedelta


_FOUND: dict[str, Periodic] = {}


def every(name: str, *, seconds: int, title: str | Promise = "") -> Callable[[Work], Work]:
    """Register a function without arguments; begun `seconds` after it was last begun, or as soon as a worker is there.

    Times that were missed are not made up for. It must end well within LEASE; longer work starts a job.
    """

    def register(run: Work) -> Work:
        if name in _FOUND:
            raise ValueError(f"Two pieces of periodic work are named {name!r}")
        _FOUND[name] = Periodic(run, title or name, dt.timedelta(seconds=seconds))
        return run

    return register


def all_periodic() -> dict[str, Periodic]:
    """All that is registered, by name."""
    return dict(sorted(_FOUND.items()))


def run_due() -> int:
    """Call what is due and nobody else calls at the moment; says how many were called. Their errors go to the log."""
    _enter_new()
    due = PeriodicWork.objects.filter(due_at__lte=clock.machine(), name__in=_FOUND).values_list("name", flat=True)
    return sum(_take(name) for name in list(due))


def _enter_new() -> None:
    missing = _FOUND.keys() - set(PeriodicWork.objects.values_list("name", flat=True))
    new = [PeriodicWork(name=name, due_at=clock.machine()) for name in sorted(missing)]
    if new:
        PeriodicWork.objects.bulk_create(new, ignore_conflicts=True)


def _take(name: str) -> bool:
    """Whether this process was the one that called it."""
    work, now = _FOUND[name], clock.machine()
    lease = now + max(work.every, LEASE)
    taken = PeriodicWork.objects.filter(name=name, due_at__lte=now).update(begun_at=now, due_at=lease)
    if taken:
        _call(name, work, Q(name=name, begun_at=now), now)
    return bool(taken)


def _call(name: str, work: Periodic, mine: Q, begun: dt.datetime) -> None:
    told = {"due_at": begun + work.every}
    try:
        work.run()
    except Exception as error:  # the schedule goes on, and the status page says so
        log.exception("Periodic work %s failed", name)
        PeriodicWork.objects.filter(mine).update(**told, error=f"{type(error).__name__}"[:500])
    else:
        PeriodicWork.objects.filter(mine).update(**told, succeeded_at=clock.machine(), error="")
