"""What people do with jobs: start one, cancel it, try it again. The rows belong to the transaction of the caller."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actors import Actor
from opora.core.jobs import queue, registry
from opora.core.jobs.models import OVER, Job, JobState


@transaction.atomic
def start(
    *,
    name: str,
    by: Actor,
    of: str = "",
    title: str = "",
    arguments: Mapping[str, Any] | None = None,
    region_id: int | None = None,
) -> Job:
    """Put work into the queue; in a transaction that is rolled back it never was.

    ValueError for a name that no app registers. `title` says of what, in the words of people, and is shown as it is.
    `arguments` are values of JSON and hold keys rather than names: a job is kept for good. `region_id` says whose work
    it is when that is not the actor's: of what the system starts, the ministry sees only the work of its region.
    """
    if registry.registered(name) is None:
        raise ValueError(f"No job is named {name!r}; known: {', '.join(registry.names())}")
    job = Job.objects.create(
        name=name,
        title=title[:255],
        arguments=dict(arguments or {}),
        of=of,
        region_id=by.region_id if region_id is None else region_id,
        started_by=by.key,
        language=get_language() or "ru",
        time_zone=timezone.get_current_timezone_name(),
        queued_at=clock.machine(),
    )
    journal.write(by=by, verb="start-job", object_key=journal.key_of(job), about=of)
    return job


@transaction.atomic
def cancel(*, job: Job, by: Actor) -> Job:
    """Take a waiting job out of the queue, or ask a running one to stop; it does at its next sign of progress.

    What it wrote until then stays. ValidationError when it is over.
    """
    ended = {"state": JobState.CANCELLED, "finished_at": clock.machine(), "asked_to_stop": True}
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(**ended)
    if not waiting and not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(asked_to_stop=True):
        raise ValidationError(_("This work is over: there is nothing to cancel."))
    journal.write(by=by, verb="cancel-job", object_key=journal.key_of(job), about=job.of)
    job.refresh_from_db()
    return job


@transaction.atomic
def retry(*, job: Job, by: Actor) -> Job:
    """Put a failed or cancelled job back into the queue, under the same number; ValidationError for any other."""
    over = Job.objects.filter(pk=job.pk, state__in=[state for state in OVER if state != JobState.DONE])
    anew = {**queue.ANEW, "asked_to_stop": False, "attempts": 0, "queued_at": clock.machine()}
    if not over.update(**anew):
        raise ValidationError(_("Only work that failed or was cancelled can be tried again."))
    journal.write(by=by, verb="retry-job", object_key=journal.key_of(job), about=job.of)
    job.refresh_from_db()
    return job
