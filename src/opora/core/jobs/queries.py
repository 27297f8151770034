"""Whether background work stands still, and since when."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from opora.core import clock
from opora.core.jobs.models import UNDER_WAY, Job, JobState, PeriodicWork, Worker
from opora.core.jobs.schedule import all_periodic

SILENCE = dt.timedelta(seconds=60)
"""After that without a sign of life the worker stands still."""
LATE = dt.timedelta(minutes=5)
"""Periodic work that is overdue by that much means that the schedule stands still."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last sign of life of any worker; None when there never was one."""

    seen_at: dt.datetime | None
    now: dt.datetime

    @property
    def still(self) -> bool:
        """Whether no worker is at work."""
        return self.seen_at is None or self.now - self.seen_at > SILENCE

    @property
    def minutes(self) -> int:
        """Whole minutes of silence."""
        return int((self.now - self.seen_at).total_seconds() // 60) if self.seen_at else 0


def pulse() -> Pulse:
    """One query."""
    return Pulse(Worker.objects.aggregate(last=Max("seen_at"))["last"], clock.machine())


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many jobs wait and run, and since when the oldest waits."""

    queued: int
    running: int
    oldest: dt.datetime | None


def waiting() -> Waiting:
    """One query."""
    queued, running = Q(state=JobState.QUEUED), Q(state=JobState.RUNNING)
    found = Job.objects.aggregate(
        queued=Count("pk", filter=queued), running=Count("pk", filter=running), oldest=Min("queued_at", filter=queued)
    )
    return Waiting(**found)


def under_way_of(of: str) -> Job | None:
    """The newest job on an object that waits or runs."""
    return Job.objects.filter(of=of, state__in=UNDER_WAY).order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Turn:
    """One piece of periodic work: when it last succeeded, whether it is late, what went wrong the last time."""

    name: str
    title: str
    succeeded_at: dt.datetime | None
    late: bool
    error: str


def faults() -> list[str]:
    """What stands still: "worker", "scheduler"; without a worker both do. At most two queries."""
    if pulse().still:
        return ["worker", "scheduler"]
    return ["scheduler"] if any(turn.late for turn in turns()) else []


def turns() -> list[Turn]:
    """All periodic work of this version; what no worker has begun yet is late. One query."""
    rows = {row.name: row for row in PeriodicWork.objects.all()}
    due = clock.machine() - LATE
    found = []
    for name, work in all_periodic().items():
        row = rows.get(name)
        late = row is None or row.due_at < due
        found.append(Turn(name, str(work.title), row.succeeded_at if row else None, late, row.error if row else ""))
    return found
