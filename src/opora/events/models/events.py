"""What was planned, for which day, and what became of it."""

from typing import ClassVar

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.core.models import Record
from opora.programmes.models import Programme

LEAST_MINUTES = 30
"""How long somebody has to have been there to be counted, where an event says nothing else. Our default."""
CODE = RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Small Latin letters, digits and hyphens: vks-1."))


class Kind(models.TextChoices):
    """What an event is."""

    CONFERENCE_CALL = "conference_call", pgettext_lazy("event", "conference call")
    COLLEGIUM = "collegium", pgettext_lazy("event", "collegium sitting")
    INTENSIVE = "intensive", pgettext_lazy("event", "intensive")
    INTERNSHIP = "internship", pgettext_lazy("event", "internship")
    MENTOR_SESSION = "mentor_session", pgettext_lazy("event", "mentor session")
    METHODICAL_DAY = "methodical_day", pgettext_lazy("event", "methodical day")
    ONLINE_SEMINAR = "online_seminar", pgettext_lazy("event", "online seminar")
    ROUND_TABLE = "round_table", pgettext_lazy("event", "round table")
    CONFERENCE = "conference", pgettext_lazy("event", "conference")
    RELAY = "relay", pgettext_lazy("event", "relay")
    FESTIVAL = "festival", pgettext_lazy("event", "festival")
    FORUM = "forum", pgettext_lazy("event", "forum")
    PROJECT = "project", pgettext_lazy("event", "session of a project")


class Level(models.TextChoices):
    """For whom an event is held; what a school shows there is counted by it."""

    REGIONAL = "regional", pgettext_lazy("event", "regional")
    MUNICIPAL = "municipal", pgettext_lazy("event", "municipal")


class Organiser(models.TextChoices):
    """The role that answers for an event: it closes the attendance list."""

    MINISTRY = "ministry", _("ministry")
    INSTITUTE = "institute", _("institute")


class EventSeries(Record):
    """Several events that belong together: a standing seminar, a project. Its events are called sessions."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="event_series")
    code = models.CharField(_("code"), max_length=40, validators=[CODE])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)

    class Meta(Record.Meta):
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="events_series_code_once", fields=["programme", "code"], condition=Q(voided_at=None)
            ),
            models.CheckConstraint(
                name="events_series_named", condition=~Q(code="") & ~Q(title="") & Q(kind__in=Kind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Event(Record):
    """One event, or one session of a series; `occurred_on` is the day it was put into the plan.

    `invited` is a population of the formula language, `agenda` the programme of the day in words. A capacity of None
    is unlimited. Whoever was there for less than `least_minutes` is not counted; None: Opora's default.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="events")
    series = models.ForeignKey(
        EventSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("series")
    )
    code = models.CharField(_("code"), max_length=40, validators=[CODE])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.REGIONAL)
    organiser = models.CharField(_("organiser"), max_length=10, choices=Organiser.choices, default=Organiser.INSTITUTE)
    invited = models.CharField(_("who is invited"), max_length=500, blank=True)
    agenda = models.TextField(_("programme of the event"), max_length=10_000, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, validators=[MinValueValidator(1)])
    least_minutes = models.PositiveSmallIntegerField(
        _("minutes to be counted"), default=LEAST_MINUTES, validators=[MinValueValidator(0)]
    )
    recording = models.URLField(_("recording"), max_length=500, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="events_event_code_once", fields=["programme", "code"], condition=Q(voided_at=None)
            ),
            models.CheckConstraint(
                name="events_event_named",
                condition=~Q(code="")
                & ~Q(title="")
                & Q(kind__in=Kind.values, level__in=Level.values, organiser__in=Organiser.values),
            ),
            models.CheckConstraint(
                name="events_event_capacity_positive", condition=Q(capacity=None) | Q(capacity__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Planning(Record):
    """For when and where an event is planned, decided on `occurred_on`; the latest holds, earlier ones stay visible.

    Hours are those of the region's time zone.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="plannings")
    planned_on = models.DateField(_("planned for"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    reason = models.CharField(_("why it was moved"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("planned day of an event")
        verbose_name_plural = _("planned days of events")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="events_planning_hours",
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_on}"


class Held(Record):
    """An event took place on `occurred_on`."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="held")

    class Meta(Record.Meta):
        verbose_name = _("event held")
        verbose_name_plural = _("events held")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(name="events_held_once", fields=["event"], condition=Q(voided_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.occurred_on}"


class Cancellation(Record):
    """An event will not take place; decided on `occurred_on`."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="cancellations")
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(Record.Meta):
        verbose_name = _("cancellation of an event")
        verbose_name_plural = _("cancellations of events")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(name="events_cancellation_once", fields=["event"], condition=Q(voided_at=None)),
            models.CheckConstraint(name="events_cancellation_reason_given", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.reason}"
