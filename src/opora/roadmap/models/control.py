"""Control of the execution of a roadmap in tables: what was said and decided, and what a release left undone."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.core.models import Record
from opora.roadmap.models.rows import Action, Indicator, Roadmap


class ControlKind(models.TextChoices):
    """What an entry of the control of execution says."""

    MEETING = "meeting", _("meeting")
    NOTE = "note", _("interim note")
    RELEASED = "released", _("released from control")
    RETURNED = "returned", _("put back under control")


class ControlEntry(Record):
    """One line of the control of execution (the order's point 3). It changes no figure and no state of an action.

    A meeting is of the whole roadmap, everything else of an action. An action is under control unless the latest of
    RELEASED and RETURNED on the day is RELEASED.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="control_entries")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="control_entries", null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=ControlKind.choices)
    text = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("entry of control")
        verbose_name_plural = _("entries of control")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="roadmap_controlentry_kind_known", condition=Q(kind__in=ControlKind.values)),
            models.CheckConstraint(
                name="roadmap_controlentry_of_an_action",
                condition=Q(kind="meeting", action=None) | (~Q(kind="meeting") & Q(action__isnull=False) & ~Q(text="")),
            ),
        ]


class ControlRemainder(models.Model):
    """How far an indicator was when its action was released from control: what the controller signed to."""

    entry = models.ForeignKey(ControlEntry, on_delete=models.CASCADE, related_name="remainders")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="remainders")
    met = models.PositiveIntegerField(_("met"))
    missing = models.PositiveIntegerField(_("missing"))

    class Meta:
        ordering = ["indicator__position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="roadmap_controlremainder_once", fields=["entry", "indicator"]),
        ]

    def __str__(self) -> str:
        return f"{self.met}/{self.met + self.missing}"
