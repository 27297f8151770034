"""An order on its way to a roadmap: the draft as it was read, what people confirmed of it, what they accepted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.core.models import Record
from opora.organisations.models import Region


class DraftState(models.TextChoices):
    """How far an order has come; the last three are the end."""

    READING = "reading", pgettext_lazy("order", "being read")
    CHECKING = "checking", pgettext_lazy("order", "to be confirmed")
    PUBLISHED = "published", pgettext_lazy("order", "in force")
    DISCARDED = "discarded", pgettext_lazy("order", "discarded")
    FAILED = "failed", pgettext_lazy("order", "could not be read")


class Field(models.TextChoices):
    """What is confirmed of a row; the last three belong to each of its indicators."""

    NUMBER = "number", _("Number")
    TITLE = "title", _("Action")
    PERIODS = "periods", _("Deadline")
    EXECUTORS = "executors", _("Executor")
    LINKS = "links", _("Information support")
    INDICATOR = "indicator", _("Indicator")
    TARGET = "target", _("Target")
    FORMULA = "formula", _("Formula")


class OrderDraft(Record):
    """An official document that somebody brought. `order` is as it was read (orders.kept) and never changes.

    `findings` holds the faults of the order as it is corrected now, by language. `year` is that of the programme; it
    may come from the document. The file belongs to the draft (core.files, "orderdraft:7").
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="order_drafts")
    year = models.PositiveSmallIntegerField(_("year of the programme"), null=True, blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    state = models.CharField(_("state"), max_length=9, choices=DraftState.choices, default=DraftState.READING)
    reason = models.CharField(_("why it ended"), max_length=500, blank=True)
    order_number = models.CharField(_("number of the order"), max_length=40, blank=True)
    order_date = models.DateField(_("date of the order"), null=True, blank=True)
    rows = models.PositiveSmallIntegerField(_("rows of the order"), default=0)
    order = models.JSONField(_("order as read"), null=True, blank=True)
    findings = models.JSONField(_("findings"), default=dict, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("draft of an order")
        verbose_name_plural = _("drafts of orders")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_orderdraft_state_known", condition=Q(state__in=DraftState.values)),
            models.CheckConstraint(
                name="roadmap_orderdraft_read_whole",
                condition=Q(state__in=("reading", "failed", "discarded"))
                | Q(state__in=("checking", "published"), order__isnull=False, year__isnull=False, rows__gt=0),
            ),
            models.CheckConstraint(
                name="roadmap_orderdraft_ended_with_reason",
                condition=(Q(state__in=("failed", "discarded")) & ~Q(reason=""))
                | Q(state__in=("reading", "checking", "published"), reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class DraftCell(Record):
    """One field of one row as a person confirmed it; the latest that stands counts, taking it back is undoing.

    `row` is the place of the row in the document from 1, `position` that of the indicator (0: the field is of the
    row). `value` is the text as people write it; `corrected` says that it is not what was read. An indicator with the
    value "" is struck out; a formula with the value "" is left uncounted until somebody defines it.
    """

    draft = models.ForeignKey(OrderDraft, on_delete=models.PROTECT, related_name="cells")
    row = models.PositiveSmallIntegerField(_("row"))
    field = models.CharField(_("field"), max_length=9, choices=Field.choices)
    position = models.PositiveSmallIntegerField(_("indicator"), default=0)
    value = models.TextField(_("value"), max_length=4000, blank=True)
    corrected = models.BooleanField(_("corrected"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("confirmed field")
        verbose_name_plural = _("confirmed fields")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="roadmap_draftcell_field_known",
                condition=Q(row__gt=0)
                & (
                    Q(field__in=("number", "title", "periods", "executors", "links"), position=0)
                    | Q(field__in=("indicator", "target", "formula"), position__gt=0)
                ),
            ),
        ]

    @property
    def key(self) -> tuple[int, str, int]:
        """Row, field and position: of those with one key the latest counts."""
        return self.row, self.field, self.position


class AcceptedFinding(Record):
    """A fault of the order that somebody accepts as it is, with a reason.

    It holds for the draft, and again when the order with this number and date is brought anew. `action` is the number
    of the row as the finding names it, "" for the whole order; `place` the field the finding is about, if it says so.
    """

    draft = models.ForeignKey(OrderDraft, on_delete=models.PROTECT, related_name="accepted")
    code = models.CharField(_("code"), max_length=10)
    action = models.CharField(_("row"), max_length=40, blank=True)
    place = models.CharField(_("field"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta(Record.Meta):
        verbose_name = _("accepted finding")
        verbose_name_plural = _("accepted findings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_acceptedfinding_reasoned", condition=~Q(code="") & ~Q(reason="")),
            models.UniqueConstraint(
                name="roadmap_acceptedfinding_once",
                fields=["draft", "code", "action", "place"],
                condition=Q(voided_at=None),
            ),
        ]


class DraftCursor(models.Model):
    """Where somebody was in a draft, so that they find the place again."""

    draft = models.ForeignKey(OrderDraft, on_delete=models.CASCADE, related_name="cursors")
    person = models.CharField(_("person"), max_length=40)
    row = models.PositiveSmallIntegerField(_("row"))
    field = models.CharField(_("field"), max_length=9, choices=Field.choices)
    position = models.PositiveSmallIntegerField(_("indicator"), default=0)

    class Meta:
        verbose_name = _("place in a draft")
        verbose_name_plural = _("places in drafts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="roadmap_draftcursor_once", fields=["draft", "person"]),
            models.CheckConstraint(
                name="roadmap_draftcursor_somewhere", condition=Q(row__gt=0) & Q(field__in=Field.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.field}"
