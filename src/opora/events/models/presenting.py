"""Who presents what at an event."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.accounts.models import User
from opora.core.models import Record
from opora.events.models.events import Event
from opora.organisations.models import School


class Speaker(Record):
    """Somebody presents something at an event: for a school, as a person of Opora, or a guest by name.

    A school presented its experience once the event was held.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="speakers")
    topic = models.CharField(_("topic"), max_length=300)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name of the person"), max_length=250, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="events_speaker_of_somebody",
                condition=Q(school__isnull=False) | Q(person__isnull=False) | ~Q(name=""),
            ),
            models.CheckConstraint(name="events_speaker_topic_given", condition=~Q(topic="")),
        ]

    def __str__(self) -> str:
        return self.topic
