"""The check-in of a day: who comes types its code, or points a camera at it."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.core.models import Record
from opora.events.models.events import Event

SIGNS = 6
"""Digits of a code."""


class CheckIn(Record):
    """People say themselves that they are at an event, on `occurred_on` only, until it is closed.

    `code` is typed, `key` stands in the QR code; one opened again on the same day keeps both, so that a printed sheet
    stays right.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="check_ins")
    code = models.CharField(_("code"), max_length=SIGNS, validators=[RegexValidator(rf"\A[0-9]{{{SIGNS}}}\Z")])
    key = models.CharField(max_length=43, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.CharField(max_length=40, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="events_checkin_one_open", fields=["event"], condition=Q(voided_at=None, closed_at=None)
            ),
            models.UniqueConstraint(
                name="events_checkin_code_once", fields=["code"], condition=Q(voided_at=None, closed_at=None)
            ),
            models.UniqueConstraint(
                name="events_checkin_key_once", fields=["key"], condition=Q(voided_at=None, closed_at=None)
            ),
            models.CheckConstraint(name="events_checkin_keyed", condition=~Q(key="") & ~Q(code="")),
            models.CheckConstraint(
                name="events_checkin_closed_whole",
                condition=Q(closed_at=None, closed_by="") | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
