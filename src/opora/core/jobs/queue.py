"""The queue: every step of a job is one conditional UPDATE, so of several workers exactly one takes it.

A claim is worth something only while the heartbeat of its worker is fresh. Whoever claims later takes the job away, and
the worker that lost it can write nothing about it any more.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import ngettext, override

from opora.core import clock
from opora.core.jobs.models import Job, JobState

STALE = dt.timedelta(seconds=60)
"""How long a worker may be silent before its job is taken over."""
MOST_ATTEMPTS = 3
"""Runs that end with their worker before the job counts as failed: it may be what kills them."""
LOOKED_AT = 10
"""Waiting jobs that are tried in one go, when others take them first."""

BLANK: dict[str, Any] = {"worker": "", "heartbeat": None}
ANEW: dict[str, Any] = {
    **BLANK,
    "state": JobState.QUEUED,
    "begun_at": None,
    "finished_at": None,
    "result": None,
    "error": "",
    "done": 0,
    "total": 0,
    "what": "",
}
"""A job as it stands in the queue, whatever became of it before."""


def claim(worker: str) -> Job | None:
    """Take the job that waits longest; None when nothing waits or others were faster each time."""
    release_stale()
    waiting = Job.objects.filter(state=JobState.QUEUED).order_by("queued_at", "pk").values_list("pk", flat=True)
    for pk in waiting[:LOOKED_AT]:
        now = clock.machine()
        claimed = {"state": JobState.RUNNING, "worker": worker, "heartbeat": now, "begun_at": now}
        mine = Job.objects.filter(pk=pk, state=JobState.QUEUED).update(**claimed, attempts=F("attempts") + 1)
        if mine:
            return Job.objects.get(pk=pk)
    return None


def release_stale() -> int:
    """Put jobs of silent workers back into the queue, or end them: stopped ones, and those tried too often."""
    silent = Q(state=JobState.RUNNING, heartbeat__lt=clock.machine() - STALE)
    released = 0
    for job in Job.objects.filter(silent):
        held = Job.objects.filter(silent, pk=job.pk, worker=job.worker, attempts=job.attempts)
        if job.asked_to_stop:
            released += _end(held, JobState.CANCELLED)
        elif job.attempts >= MOST_ATTEMPTS:
            with override(job.language):
                released += _end(held, JobState.FAILED, error=_interrupted(job.attempts))
        else:
            released += held.update(**ANEW)
    return released


def _interrupted(times: int) -> str:
    told = ngettext(
        "The worker broke off %(times)d time while it did this. The operator finds the reason in the log.",
        "The worker broke off %(times)d times while it did this. The operator finds the reason in the log.",
        times,
    )
    return told % {"times": times}


def held_by(job: Job) -> QuerySet[Job]:
    """The job, as long as this very run holds it; empty once it was taken over."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)


def beat(job: Job) -> bool:
    """Say that the run is alive; False when it has lost its job."""
    return bool(held_by(job).update(heartbeat=clock.machine()))


def finish(job: Job, *, result: Mapping[str, Any] | None) -> bool:
    """The run came to its end; False when it has lost its job."""
    return bool(_end(held_by(job), JobState.DONE, result=None if result is None else dict(result)))


def fail(job: Job, *, error: str) -> bool:
    """The run broke off; `error` says why, to people. False when it has lost its job."""
    return bool(_end(held_by(job), JobState.FAILED, error=error))


def stop(job: Job) -> bool:
    """The run stopped because somebody asked for it; False when it has lost its job."""
    return bool(_end(held_by(job), JobState.CANCELLED))


def hand_back(job: Job) -> bool:
    """The worker stops: the job waits again, and this run does not count; False when it has lost its job."""
    return bool(held_by(job).update(**ANEW, attempts=F("attempts") - 1))


def _end(rows: QuerySet[Job], state: JobState, **more: Any) -> int:
    return rows.update(**BLANK, state=state, finished_at=clock.machine(), **more)
