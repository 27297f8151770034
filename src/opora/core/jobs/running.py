"""One run of a job: what its function may say and ask, and what becomes of how it ends."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from opora.core.actors import Actor
from opora.core.jobs import queue
from opora.core.jobs.models import Job
from opora.core.jobs.registry import Registered, registered

log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two writings of progress."""
WHAT_LENGTH = 200


class Stop(BaseException):
    """Ends a run from inside `tell`. Not an Exception, so that no `except Exception` of a job swallows it."""


class Cancelled(Stop):
    """Somebody asked the job to stop."""


class Interrupted(Stop):
    """The worker stops; the job goes back into the queue."""


class TooLong(Stop):
    """The run took more time than its function may."""


class Lost(Stop):
    """Another worker took the job over, because this one was silent for too long."""


def _never() -> bool:
    return False


class Running:
    """What the function of a job gets.

    `by` acts under the key of whoever started it, without their grants: those were asked at the start, and a post may
    be lost since. A job whose result depends on what its starter may see takes the appointment as an argument and
    builds the actor anew.
    """

    def __init__(self, job: Job, seconds: float, stopping: Callable[[], bool] = _never) -> None:
        self.job = job
        self.by = Actor(key=job.started_by, region_id=job.region_id)
        self._seconds = seconds
        self._stopping = stopping
        self._began = time.monotonic()
        self._told = float("-inf")

    def tell(self, done: int, total: int = 0, what: str = "") -> None:
        """Say how far the work is (`total` 0: nobody knows of how much) and with what; call it as often as you like.

        Written at most twice a second and when all is done, in a short transaction of its own: call it outside yours.
        Raises Cancelled, Interrupted, TooLong or Lost when the run has to end; let them pass. ValueError when more
        is done than there is.
        """
        if done < 0 or (total and done > total):
            raise ValueError(f"{done} of {total} cannot be done")
        now = time.monotonic()
        if now - self._told < PAUSE and not (total and done == total):
            return
        self._told = now
        self._write(done, total, what)
        if queue.held_by(self.job).filter(asked_to_stop=True).exists():
            raise Cancelled
        if self._stopping():
            raise Interrupted
        if now - self._began > self._seconds:
            raise TooLong

    def _write(self, done: int, total: int, what: str) -> None:
        if not queue.held_by(self.job).update(done=done, total=total, what=what[:WHAT_LENGTH]):
            raise Lost


def execute(job: Job, *, stopping: Callable[[], bool] = _never) -> None:
    """Run a claimed job to whatever end. Errors of the database while the end is written down pass through."""
    with translation.override(job.language), timezone.override(job.time_zone):
        function = registered(job.name)
        if function is None:
            queue.fail(job, error=_("This version of Opora has no work named “%(name)s”.") % {"name": job.name})
            return
        try:
            result = _run(function, job, stopping)
        except Stop as stop:
            _stopped(job, stop, function.seconds)
        except ValidationError as error:
            queue.fail(job, error=" ".join(error.messages))
        except (Exception, SystemExit):  # whatever broke, the worker goes on and people get words
            log.exception("Job %s (%s) failed", job.pk, job.name)
            told = _("The error is ours and has been written down in the log, under job %(n)d.")
            queue.fail(job, error=told % {"n": job.pk})
        else:
            if not queue.finish(job, result=result):
                log.warning("Job %s (%s) was taken over before it ended here", job.pk, job.name)


def too_long(seconds: int) -> str:
    """Why a run that exceeds its time has failed."""
    return _("It took more than %(minutes)d min and was stopped.") % {"minutes": max(1, seconds // 60)}


def _run(function: Registered, job: Job, stopping: Callable[[], bool]) -> Mapping[str, Any] | None:
    result = function.run(Running(job, function.seconds, stopping), **job.arguments)
    json.dumps(result)  # what cannot be kept fails here, where the log says of which job it was
    return result


def _stopped(job: Job, stop: Stop, seconds: int) -> None:
    match stop:
        case Cancelled():
            queue.stop(job)
        case Interrupted():
            queue.hand_back(job)
        case TooLong():
            queue.fail(job, error=too_long(seconds))
        case _:
            log.warning("Job %s (%s) was taken over by another worker", job.pk, job.name)
