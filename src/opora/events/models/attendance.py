"""Who was there, from which list that is known, and whether the list is complete."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.accounts.models import User
from opora.core.models import Record
from opora.events.models.events import Event


class Source(models.TextChoices):
    """What kind of list it is."""

    FILE = "file", pgettext_lazy("attendance list", "file")
    TYPED = "typed", pgettext_lazy("attendance list", "typed list")
    CHECK_IN = "check_in", pgettext_lazy("attendance list", "check-in")


class AttendanceList(Record):
    """A log of a call, a spreadsheet, a typed list, or the check-in of the day: names as they stood there.

    The file is kept as evidence (stored for "attendance:ID"). Voiding it takes back all that it made, and only that.
    `layout` is the kind of log it was read as, `rows` how many rows of names it had.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="lists")
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    layout = models.CharField(_("read as"), max_length=40, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)

    class Meta(Record.Meta):
        verbose_name = _("attendance list")
        verbose_name_plural = _("attendance lists")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="events_attendancelist_source_known", condition=Q(source__in=Source.values)),
            models.UniqueConstraint(
                name="events_attendancelist_file_once",
                fields=["event", "sha256"],
                condition=Q(voided_at=None) & ~Q(sha256=""),
            ),
            models.UniqueConstraint(
                name="events_attendancelist_one_check_in",
                fields=["event"],
                condition=Q(voided_at=None, source="check_in"),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or self.get_source_display()


class EntryStatus(models.TextChoices):
    """Whom a name of a list means. OUTSIDE: somebody decided that it is nobody of the registry."""

    MATCHED = "matched", pgettext_lazy("name in a list", "recognised")
    AMBIGUOUS = "ambiguous", pgettext_lazy("name in a list", "ambiguous")
    UNMATCHED = "unmatched", pgettext_lazy("name in a list", "not found")
    OUTSIDE = "outside", pgettext_lazy("name in a list", "nobody of ours")


class Entry(models.Model):
    """One participant of a list as it was written, and whom it means now.

    `lines` are line numbers of the file, `intervals` pairs of moments (ISO, hours of the region); `minutes` is None
    when the list says nothing. `reasons` and `candidates` are codes of the resolver: `candidates` is a list of
    {"person", "reasons"}. `decided_by` is "" while nobody but the resolver said anything. `key` makes a repeated
    check-in the same one. `present` is False for who is listed as absent.
    """

    roll = models.ForeignKey(AttendanceList, on_delete=models.PROTECT, related_name="entries")
    text = models.CharField(max_length=300)
    email = models.CharField(max_length=320, blank=True)
    beside = models.CharField(max_length=500, blank=True)
    lines = models.JSONField(default=list, blank=True)
    intervals = models.JSONField(default=list, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    present = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=EntryStatus.choices)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_place_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reasons = models.JSONField(default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=43, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("name in an attendance list")
        verbose_name_plural = _("names in attendance lists")
        ordering = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="events_entry_status_known",
                condition=Q(status="matched", person__isnull=False)
                | Q(status__in=("ambiguous", "unmatched", "outside"), person=None, in_place_of=None),
            ),
            models.CheckConstraint(
                name="events_entry_decided_whole",
                condition=Q(decided_at=None, decided_by="") | (Q(decided_at__isnull=False) & ~Q(decided_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Way(models.TextChoices):
    """How a presence became known."""

    LIST = "list", pgettext_lazy("presence", "from a list")
    CHECK_IN = "check_in", pgettext_lazy("presence", "check-in")
    HAND = "hand", pgettext_lazy("presence", "entered by hand")


class Presence(Record):
    """A person was at an event, perhaps in place of another, who is then not counted as present.

    Each way and each list says so for itself, so that taking one list back leaves what the others say.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="presences", verbose_name=_("person"))
    in_place_of = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in place of")
    )
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    roll = models.ForeignKey(AttendanceList, on_delete=models.PROTECT, null=True, blank=True, related_name="presences")
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="events_presence_roll_once",
                fields=["roll", "person"],
                condition=Q(voided_at=None, roll__isnull=False),
            ),
            models.UniqueConstraint(
                name="events_presence_once",
                fields=["event", "person", "way"],
                condition=Q(voided_at=None, roll=None),
            ),
            models.CheckConstraint(
                name="events_presence_way_known",
                condition=Q(way="list", roll__isnull=False) | Q(way__in=("check_in", "hand"), roll=None),
            ),
            models.CheckConstraint(
                name="events_presence_not_for_oneself",
                condition=Q(in_place_of=None) | ~Q(in_place_of=models.F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.person_id}"


class AttendanceClosing(Record):
    """The attendance list of an event is complete; opening it again voids this with a reason."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="closings")

    class Meta(Record.Meta):
        verbose_name = _("closing of attendance")
        verbose_name_plural = _("closings of attendance")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="events_attendanceclosing_once", fields=["event"], condition=Q(voided_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.occurred_on}"
