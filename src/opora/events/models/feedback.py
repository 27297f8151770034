"""What participants think of an event, so kept that nobody can tell who thinks what."""

import secrets
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.accounts.models import User
from opora.events.models.events import Event


def random_key() -> str:
    """A key that tells nothing of the order in which rows were made."""
    return secrets.token_urlsafe(32)


class FeedbackMark(models.Model):
    """A person answered about an event. Nothing leads from here to the answer, not even a day."""

    key = models.CharField(primary_key=True, max_length=43, default=random_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mark of an answer")
        verbose_name_plural = _("marks of answers")
        ordering = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="events_feedbackmark_once", fields=["event", "person"]),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}"


class Feedback(models.Model):
    """An answer without a name; it knows the day it was given, not the hour."""

    key = models.CharField(primary_key=True, max_length=43, default=random_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(_("day"))
    usefulness = models.PositiveSmallIntegerField(
        _("how useful it was"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    remark = models.TextField(_("remark"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="events_feedback_usefulness", condition=Q(usefulness__gte=1, usefulness__lte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.usefulness}"
