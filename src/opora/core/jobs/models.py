"""Tables of background work: jobs, periodic work, signs of life. Their moments are the machine's (`clock.machine`)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.core.jobs import registry


class JobState(models.TextChoices):
    """How far a job has come."""

    QUEUED = "queued", pgettext_lazy("job", "waiting")
    RUNNING = "running", pgettext_lazy("job", "running")
    DONE = "done", pgettext_lazy("job", "done")
    FAILED = "failed", pgettext_lazy("job", "failed")
    CANCELLED = "cancelled", pgettext_lazy("job", "cancelled")


UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)
OVER = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

_NOT_RUN = Q(worker="", heartbeat=None)
_NOTHING_MADE = Q(result__isnull=True)


class Job(models.Model):
    """One piece of work. `name` finds its function; `title` says of what, in the words of people ("schools.xlsx").

    `of` is the key of the object it works on, `region_id` of whose work it is (None: the installation's), `started_by`
    the key of an actor. `language` and `time_zone` are those in which it was asked for and is run. `done` of `total`
    (0: not known) and `what` are its progress. `result` may hold "text" and "url" (a path of this site) of what it
    made; `error` is for people. `attempts` counts the runs since it was queued, taken over ones included.
    """

    name = models.CharField(max_length=60)
    title = models.CharField(max_length=255, blank=True)
    arguments = models.JSONField(default=dict)
    of = models.CharField(max_length=80, blank=True)
    region_id = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    started_by = models.CharField(max_length=40, db_index=True)
    language = models.CharField(max_length=10)
    time_zone = models.CharField(max_length=60)
    state = models.CharField(max_length=9, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    what = models.CharField(max_length=200, blank=True)
    asked_to_stop = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    heartbeat = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        indexes = [models.Index(fields=["state", "queued_at"], name="core_job_state_queued")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="core_job_named", condition=~Q(name="") & ~Q(started_by="")),
            models.CheckConstraint(name="core_job_progress", condition=Q(total=0) | Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="core_job_state_whole",
                condition=(Q(state="queued", begun_at=None, finished_at=None, error="") & _NOT_RUN & _NOTHING_MADE)
                | (
                    Q(state="running", begun_at__isnull=False, finished_at=None, error="", attempts__gte=1)
                    & Q(heartbeat__isnull=False)
                    & ~Q(worker="")
                    & _NOTHING_MADE
                )
                | (Q(state="done", begun_at__isnull=False, finished_at__isnull=False, error="") & _NOT_RUN)
                | (Q(state="failed", finished_at__isnull=False) & ~Q(error="") & _NOT_RUN & _NOTHING_MADE)
                | (Q(state="cancelled", finished_at__isnull=False, error="") & _NOT_RUN & _NOTHING_MADE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    @property
    def heading(self) -> str:
        """What it does and of what, in the language of the reader."""
        return registry.heading(self.name, self.title)

    @property
    def under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNDER_WAY

    @property
    def can_be_retried(self) -> bool:
        """Whether it ended without a result."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)


class Worker(models.Model):
    """A sign of life of one process of `opora worker`."""

    key = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class PeriodicWork(models.Model):
    """When a piece of periodic work was last begun and last came to a good end, and when it is due again.

    `error` is what stopped it the last time; "" after a success.
    """

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="core_periodicwork_begun",
                condition=Q(begun_at__isnull=False) | Q(begun_at=None, succeeded_at=None, error=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
