"""Records on two clocks, their ends, the tables of the journal and those of imports.

A record says what happened on a day (`occurred_on`) and when Opora learnt it (`recorded_at`). It is never overwritten:
a mistake is voided and, where needed, recorded anew.
"""

import datetime as dt
from typing import Any, ClassVar, Self, TypedDict, TypeVar

from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.core import clock
from opora.core.actors import Actor
from opora.core.files.models import StoredFile as StoredFile  # noqa: PLC0414 - its public name is here
from opora.core.guard import Guarded
from opora.core.jobs.models import Job, PeriodicWork, Worker

__all__ = ["Job", "PeriodicWork", "Worker"]  # Django finds its tables in this module

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class Origin(models.TextChoices):
    """Where a record came from."""

    ENTERED = "entered", _("entered by hand")
    IMPORT = "import", _("imported")
    DEMO = "demo", _("demonstration")
    SYSTEM = "system", _("made by the system")


class Stamp(TypedDict):
    """The fields of a record that an action fills in for its caller."""

    occurred_on: dt.date
    recorded_at: dt.datetime
    recorded_by: str
    origin: str


def stamp(*, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> Stamp:
    """Both clocks and the author of a record that is about to be made: `Model(**fields, **stamp(on=…, by=…))`."""
    return Stamp(occurred_on=on, recorded_at=clock.now(), recorded_by=by.key, origin=origin)


def was_known(moment: dt.datetime, prefix: str = "") -> Q:
    """The second clock alone: recorded by the moment and not voided by then. `prefix` reaches over a relation."""
    standing = Q(**{f"{prefix}voided_at": None}) | Q(**{f"{prefix}voided_at__gt": moment})
    return Q(**{f"{prefix}recorded_at__lte": moment}) & standing


class RecordQuerySet(models.QuerySet[M_co]):
    """Filters every kind of record shares."""

    def known(self, as_of: dt.date, known_at: dt.datetime) -> Self:
        """What had happened by `as_of` and was known, and not yet voided, at `known_at`."""
        return self.known_at(known_at).filter(occurred_on__lte=as_of)

    def known_at(self, moment: dt.datetime) -> Self:
        """What was known at a moment, whenever it happens: spans and dated values choose the day themselves."""
        return self.filter(was_known(moment))

    def standing(self) -> Self:
        """What nobody has voided."""
        return self.filter(voided_at=None)

    def oldest_first(self) -> Self:
        """In the order in which later rows replace earlier ones of the same subject."""
        return self.order_by("occurred_on", "recorded_at", "pk")


class SpanQuerySet(RecordQuerySet[M_co]):
    """Filters of records that start a span."""

    def in_force(self, day: dt.date, known_at: dt.datetime) -> Self:
        """Spans that cover a day, as known at a moment."""
        return self.known(day, known_at).filter(~Exists(self._ends(known_at).filter(occurred_on__lte=day)))

    def open(self, known_at: dt.datetime) -> Self:
        """Spans without a known end, whenever they start."""
        return self.known_at(known_at).filter(~Exists(self._ends(known_at)))

    def with_end(self, known_at: dt.datetime) -> Self:
        """Each row gets `known_end`, the end record known at the moment or None, in the same query."""
        known_end = FilteredRelation("ends", condition=was_known(known_at, prefix="ends__"))
        return self.annotate(known_end=known_end).select_related("known_end")

    def _ends(self, moment: dt.datetime) -> models.QuerySet[Any]:
        ends: Any = self.model._meta.get_field("ends").related_model
        known: models.QuerySet[Any] = ends.objects.filter(was_known(moment), span=OuterRef("pk"))
        return known


class Record(models.Model):
    """A fact somebody left behind. An action makes it, with `stamp`; only `void` takes it back."""

    occurred_on = models.DateField(_("happened on"))
    recorded_at = models.DateTimeField(_("recorded at"), db_index=True)
    recorded_by = models.CharField(_("recorded by"), max_length=40)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.ENTERED)
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True, editable=False)
    voided_by = models.CharField(_("voided by"), max_length=40, blank=True, editable=False)
    void_reason = models.CharField(_("reason of voiding"), max_length=500, blank=True, editable=False)

    objects = models.Manager.from_queryset(RecordQuerySet)()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_void_whole",
                condition=Q(voided_at=None, voided_by="", void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(voided_by="") & ~Q(void_reason="")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_void_later",
                condition=Q(voided_at=None) | Q(voided_at__gte=models.F("recorded_at")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_origin_known",
                condition=~Q(recorded_by="") & Q(origin__in=Origin.values),
            ),
        ]


class SpanStart(Record):
    """The start of something that lasts: in force from `occurred_on` until the day of its end, if it has one.

    Its ends are a `SpanEnd` subclass of its own; `opora.core.spans` loads both together.
    """

    objects = models.Manager.from_queryset(SpanQuerySet)()  # type: ignore[misc] # Django's way to replace a manager

    class Meta(Record.Meta):
        abstract = True


class SpanEnd(Record):
    """The end of a span: `occurred_on` is the first day no longer in force.

    A subclass adds `span`, a foreign key to the start with related_name="ends". One standing end at a time.
    """

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_standing", fields=["span"], condition=Q(voided_at=None)
            ),
        ]


class JournalEntry(Guarded):
    """One row of the journal: who did what to which object. Append-only and free of personal data.

    `about` is the person or object the details speak of when it is not `object_key` itself; `count` is the size of a
    batch. `digest` proves the details of the side table for as long as those are kept.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=40, db_index=True)
    verb = models.CharField(max_length=60)
    object_key = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    count = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="core_journalentry_named", condition=~Q(actor="") & ~Q(verb="") & ~Q(object_key="")
            ),
        ]


class JournalSeal(Guarded):
    """A link of the chain: the hash of the link before it and of one entry. Positions run without a gap from 1."""

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="seal")
    sealed_at = models.DateTimeField()
    value = models.CharField(max_length=64, unique=True)


class JournalDetail(models.Model):
    """The erasable side of an entry: labels, before and after, as canonical JSON with the salt of its digest."""

    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, primary_key=True, related_name="detail")
    salt = models.CharField(max_length=32)
    content = models.TextField()

    def __str__(self) -> str:
        return f"{self.entry_id}"


class Merge(models.Model):
    """Two rows that turned out to be one: which is kept, what was voided and what was made instead.

    Rows are named "app.model:id". `restored` is what undoing made anew; empty until then.
    """

    kept = models.CharField(max_length=120)
    double = models.CharField(max_length=120, db_index=True)
    reason = models.CharField(max_length=500)
    voided = models.JSONField(default=list)
    made = models.JSONField(default=list)
    restored = models.JSONField(default=list)
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=40)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=40, blank=True)
    undo_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="core_merge_undone_whole",
                condition=Q(undone_at=None, undone_by="", undo_reason="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="") & ~Q(undo_reason="")),
            ),
            models.CheckConstraint(name="core_merge_named", condition=~Q(merged_by="") & ~Q(reason="")),
            models.UniqueConstraint(name="core_merge_once", fields=["double"], condition=Q(undone_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.double} → {self.kept}"


class ImportState(models.TextChoices):
    """How far an import has come; an unfinished one is continued by the same command."""

    WRITING = "writing", pgettext_lazy("import", "being written")
    DONE = "done", pgettext_lazy("import", "done")
    UNDOING = "undoing", pgettext_lazy("import", "being taken back")
    UNDONE = "undone", pgettext_lazy("import", "taken back")


class ImportBatch(models.Model):
    """One file brought in: what it was, what was asked with it, and how many of its rows did what.

    `of` is the key of the region; `asked` holds the day, year and basis given beside the file. Counts of rows created
    and updated grow with each transaction; `total` is how many there are to write, `skipped` and `failed` are final.
    """

    kind = models.CharField(max_length=40)
    of = models.CharField(max_length=80)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    asked = models.JSONField()
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.WRITING)
    total = models.PositiveIntegerField()
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=40)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=40, blank=True)
    undo_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("import of a list")
        verbose_name_plural = _("imports of lists")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="core_importbatch_state_known", condition=Q(state__in=ImportState.values)),
            models.CheckConstraint(
                name="core_importbatch_undone_whole",
                condition=Q(undone_at=None, undone_by="", undo_reason="", state__in=("writing", "done"))
                | (Q(undone_at__isnull=False, state__in=("undoing", "undone")) & ~Q(undone_by="") & ~Q(undo_reason="")),
            ),
            models.CheckConstraint(name="core_importbatch_started", condition=~Q(started_by="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ImportStep(models.Model):
    """What one thing of a file became: the keys of all that was made, and values that were changed without a trace.

    `made` is a list of "app.model:id"; `changed` a list of {"thing", "earlier", "later"}.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="steps")
    key = models.CharField(max_length=80)
    made = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    undone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.key
