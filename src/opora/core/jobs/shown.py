"""Jobs as pages show them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opora.core.actors import SYSTEM, Actor, names_of
from opora.core.jobs.models import Job, JobState

TAKEN_OVER = 2
"""From this attempt on the page says that the work began anew."""


@dataclass(frozen=True, slots=True)
class ShownJob:
    """One job in the language of the reader. `url` is where its result stands, "" for none."""

    pk: int
    heading: str
    state: str
    word: str
    by: str
    queued_at: dt.datetime
    begun_at: dt.datetime | None
    finished_at: dt.datetime | None
    done: int
    total: int
    what: str
    stopping: bool
    begun_anew: bool
    error: str
    text: str
    url: str
    can_cancel: bool
    can_retry: bool

    @property
    def under_way(self) -> bool:
        """Whether the page has to look again."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def running(self) -> bool:
        """Whether there is progress to show."""
        return self.state == JobState.RUNNING


def show(jobs: Sequence[Job], reader: Actor) -> list[ShownJob]:
    """Jobs for a reader who may see them; one query for the names of who started them."""
    names = names_of({job.started_by for job in jobs})
    may_steer = reader.scope("job", "steer") is not None
    return [_shown(job, names.get(job.started_by, ""), may_steer=may_steer) for job in jobs]


def _shown(job: Job, name: str, *, may_steer: bool) -> ShownJob:
    running = job.state == JobState.RUNNING
    text, url = (str((job.result or {}).get(part) or "") for part in ("text", "url"))
    return ShownJob(
        pk=job.pk,
        heading=job.heading,
        state=job.state,
        word=str(JobState(job.state).label),
        by=name or (_("Opora itself") if job.started_by == SYSTEM.key else ""),
        queued_at=job.queued_at,
        begun_at=job.begun_at,
        finished_at=job.finished_at,
        done=job.done,
        total=job.total,
        what=job.what,
        stopping=running and job.asked_to_stop,
        begun_anew=running and job.attempts >= TAKEN_OVER,
        error=job.error,
        text=text,
        url=url if url.startswith("/") and not url.startswith("//") else "",
        can_cancel=may_steer and job.under_way and not (running and job.asked_to_stop),
        can_retry=may_steer and job.can_be_retried,
    )
