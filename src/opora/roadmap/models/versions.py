"""Versions of a roadmap in tables: the orders that amend it, and how rows are worded from a version on.

The roadmap as it was first loaded is version 1 and has no row here: its wording stands in the rows themselves.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.core.models import Record


class RoadmapVersion(Record):
    """A version from the second on: `occurred_on` is the day from which the amending order is in force.

    Numbers are never given twice, a version taken back keeps its own. `whole`: the order states the table anew, so a
    row it does not have is no row any more.
    """

    roadmap = models.ForeignKey("roadmap.Roadmap", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    order_number = models.CharField(_("number of the order"), max_length=40)
    order_date = models.DateField(_("date of the order"))
    whole = models.BooleanField(_("states the whole table anew"))

    class Meta(Record.Meta):
        verbose_name = _("version of a roadmap")
        verbose_name_plural = _("versions of a roadmap")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(name="roadmap_roadmapversion_number", fields=["roadmap", "number"]),
            models.CheckConstraint(
                name="roadmap_roadmapversion_ordered", condition=Q(number__gt=1) & ~Q(order_number="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Brought(Record):
    """A record that an amending order may have brought: with `amendment` it stands and falls with that version."""

    amendment = models.ForeignKey(
        RoadmapVersion,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("version whose order brought it"),
    )

    class Meta(Record.Meta):
        abstract = True


class ActionWording(Record):
    """How a version words an action, as a whole; `dropped`: from it on there is no such action any more.

    `indicators` are the keys of those that the action has under this wording, in their order.
    """

    version = models.ForeignKey(RoadmapVersion, on_delete=models.PROTECT, related_name="wordings")
    action = models.ForeignKey("roadmap.Action", on_delete=models.PROTECT, related_name="wordings")
    dropped = models.BooleanField(_("left out"), default=False)
    position = models.PositiveSmallIntegerField(_("place"))
    number = models.CharField(_("number"), max_length=20)
    title_ru = models.CharField(_("title"), max_length=500)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    section = models.CharField(_("section"), max_length=40, blank=True)
    executors = models.JSONField(_("codes of the executors"), default=list, blank=True)
    pages = models.JSONField(_("codes of the pages"), default=list, blank=True)
    indicators = models.JSONField(_("keys of the indicators"), default=list, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("wording of an action")
        verbose_name_plural = _("wordings of actions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_actionwording_named", condition=~Q(number="") & ~Q(title_ru="")),
            models.UniqueConstraint(name="roadmap_actionwording_once", fields=["version", "action"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title_ru}"
