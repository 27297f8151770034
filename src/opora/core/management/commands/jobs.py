"""`opora jobs list | show N | cancel N | retry N`."""

import sys
import time
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.commands import add_json
from opora.core.components.progress import progress_words
from opora.core.jobs import actions, queries
from opora.core.jobs.models import Job, JobState

SHOWN = 50
PAUSE = 0.5
"""Seconds between two looks at a job that is watched."""


class Command(BaseCommand):
    """Shows and steers background jobs."""

    help = gettext_lazy("Background jobs: what waits, runs and is over; cancel, try again.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        listed = verbs.add("list", self.list, help=_("the newest jobs"))
        listed.add_argument("--state", choices=JobState.values, help=_("only those in this state"))
        add_json(listed)
        shown = verbs.add("show", self.show, help=_("one job; exit status 1 when it failed or was cancelled"))
        shown.add_argument("--wait", action="store_true", help=_("stay until it is over and show its progress"))
        add_json(shown)
        cancelled = verbs.add("cancel", self.cancel, help=_("take it out of the queue, or stop it"))
        retried = verbs.add("retry", self.retry, help=_("put a failed or cancelled job back into the queue"))
        for parser_of_one in (shown, cancelled, retried):
            parser_of_one.add_argument("number", type=int, metavar="N", help=_("the number of the job"))

    def list(self, *, state: str | None, as_json: bool) -> None:
        """The newest first; all of them as JSON, the newest fifty as lines."""
        jobs = Job.objects.order_by("-pk")
        if state:
            jobs = jobs.filter(state=state)
        if as_json:
            self.write_json([_as_json(job) for job in jobs])
            return
        for job in jobs[:SHOWN]:
            self.stdout.write(_line(job))
        if not jobs:
            self.stdout.write(_("There are no jobs."))

    def show(self, *, number: int, wait: bool, as_json: bool) -> None:
        """One job; with `wait` a line that follows its progress on the error stream."""
        job = self._wait(self._job(number)) if wait else self._job(number)
        if as_json:
            self.write_json(_as_json(job))
        else:
            self.stdout.write(_line(job))
            for line in filter(None, [job.error, *_made(job)]):
                self.stdout.write(f"  {line}")
        if job.can_be_retried:
            raise SystemExit(1)

    def cancel(self, *, number: int) -> None:
        """Cancel, or ask to stop."""
        job = actions.cancel(job=self._job(number), by=SYSTEM)
        stopped = _("Job %(n)d is cancelled.") if job.state == JobState.CANCELLED else _("Job %(n)d is asked to stop.")
        self.stdout.write(stopped % {"n": number})

    def retry(self, *, number: int) -> None:
        """Try again."""
        actions.retry(job=self._job(number), by=SYSTEM)
        self.stdout.write(_("Job %(n)d waits in the queue again.") % {"n": number})

    def _job(self, number: int) -> Job:
        job = Job.objects.filter(pk=number).first()
        if job is None:
            self.refuse(_("There is no job %(n)d. See “opora jobs list”.") % {"n": number})
        return job

    def _wait(self, job: Job) -> Job:
        """Look again and again; in a terminal one line is written over, elsewhere each change is a line."""
        terminal, told = sys.stderr.isatty(), ""
        if job.under_way and queries.pulse().still:
            self.stderr.write(_("No worker is at work: start one with opora worker."))
        while True:
            line = _line(job)
            if line != told:
                self.stderr.write(f"\r\033[K{line}" if terminal else line, ending="" if terminal else "\n")
                self.stderr.flush()
                told = line
            if not job.under_way:
                self.stderr.write("" if not terminal else "\n", ending="")
                return job
            time.sleep(PAUSE)
            job.refresh_from_db()


def _line(job: Job) -> str:
    parts = [f"{job.pk}", numbers.moment(job.queued_at), str(JobState(job.state).label), job.heading]
    if job.state == JobState.RUNNING:
        parts.append(progress_words(done=job.done, total=job.total, what=job.what))
    return " · ".join(filter(None, parts))


def _made(job: Job) -> list[str]:
    return [str(job.result[name]) for name in ("text", "url") if job.result and job.result.get(name)]


def _as_json(job: Job) -> dict[str, Any]:
    names = (
        "name", "title", "arguments", "of", "started_by", "state", "done", "total", "what", "asked_to_stop", "attempts",
        "queued_at", "begun_at", "finished_at", "result", "error",
    )  # fmt: skip
    return {"number": job.pk, **{name: getattr(job, name) for name in names}}
