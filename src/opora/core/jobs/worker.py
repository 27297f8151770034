"""A worker: one process that does jobs one after another, calls periodic work beside them, and shows that it lives."""

import datetime as dt
import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable

from django.db import Error, close_old_connections, connection
from django.utils import translation

from opora.core import clock
from opora.core.jobs import queue, running, schedule
from opora.core.jobs.models import Job, Worker
from opora.core.jobs.registry import registered

log = logging.getLogger(__name__)

POLL = 1.0
"""Seconds between two looks into an empty queue."""
BEAT = 10.0
"""Seconds between two signs of life."""
LOOK = 5.0
"""Seconds between two looks at the schedule."""
GRACE = 60.0
"""Seconds a run may exceed its time without a sign of progress before its process ends with it."""
FORGOTTEN = dt.timedelta(days=7)
"""After that the row of a worker that is gone is deleted."""


class ProcessOfJobs:
    """Works until `stop()`; `beside` is asked now and then whether whoever started the process is still there."""

    def __init__(self, *, beside: Callable[[], bool] = lambda: True) -> None:
        self.key = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(6)}"
        self._beside = beside
        self._stopping = threading.Event()
        self._over = threading.Event()
        self._current: tuple[Job, dt.datetime] | None = None

    def stop(self) -> None:
        """Take no further job; the running one ends, or goes back into the queue at its next sign of progress."""
        self._stopping.set()

    def run(self, *, once: bool = False, most: int | None = None) -> int:
        """Work until stopped; `once`: until the queue is empty and nothing is due; `most`: that many jobs.

        Says how many jobs were taken.
        """
        self._enter()
        helpers = [threading.Thread(target=self._repeat, args=(self._beat, BEAT), daemon=True, name="beat")]
        if once:
            schedule.run_due()
        else:
            helpers.append(threading.Thread(target=self._repeat, args=(self._look, LOOK), daemon=True, name="schedule"))
        for helper in helpers:
            helper.start()
        try:
            return self._work(once=once, most=most)
        finally:
            self._over.set()
            for helper in helpers:
                helper.join(timeout=5)

    def _work(self, *, once: bool, most: int | None) -> int:
        done = 0
        while not self._stopping.is_set() and (most is None or done < most):
            close_old_connections()
            try:
                worked = self._one()
            except Error:
                log.exception("The database did not answer; the job goes back into the queue by itself")
                connection.close()
                worked = False
            done += worked
            if once and not worked:
                break
            if not worked:
                self._stopping.wait(POLL)
        return done

    def _one(self) -> bool:
        job = queue.claim(self.key)
        if job is None:
            return False
        log.info("Job %s (%s) begins, attempt %s", job.pk, job.name, job.attempts)
        self._current = (job, clock.machine())
        try:
            running.execute(job, stopping=self._stopping.is_set)
        finally:
            self._current = None
        return True

    def _enter(self) -> None:
        now = clock.machine()
        Worker.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
        Worker.objects.create(key=self.key, started_at=now, seen_at=now)

    def _repeat(self, act: Callable[[], None], pause: float) -> None:
        """A thread with a connection of its own, until the worker is over."""
        while not self._over.is_set():
            try:
                act()
            except Error:
                log.warning("The database did not answer to %s", threading.current_thread().name, exc_info=True)
                connection.close()
            self._over.wait(pause)
            close_old_connections()
        connection.close()

    def _look(self) -> None:
        if not self._stopping.is_set():
            schedule.run_due()

    def _beat(self) -> None:
        now = clock.machine()
        Worker.objects.filter(pk=self.key).update(seen_at=now)
        if not self._beside():
            self.stop()
        if self._current is None:
            return
        job, began = self._current
        queue.beat(job)
        function = registered(job.name)
        if function and (now - began).total_seconds() > function.seconds + GRACE:
            self._give_up(job, function.seconds)

    def _give_up(self, job: Job, seconds: int) -> None:
        """A run that neither ends nor says anything cannot be stopped but with its process."""
        with translation.override(job.language):
            queue.fail(job, error=running.too_long(seconds))
        log.critical("Job %s (%s) does not end; the worker ends with it", job.pk, job.name)
        os._exit(1)
