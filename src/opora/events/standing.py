"""How an event stands at this moment, and what may therefore not be written."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.events.models import AttendanceClosing, Cancellation, Event, Held


def held_day(event: Event) -> dt.date:
    """The day an event took place; ValidationError while it is not known to have been held."""
    held = Held.objects.standing().filter(event=event).first()
    if held is None:
        if Cancellation.objects.standing().filter(event=event).exists():
            raise ValidationError(_("The event was called off."))
        raise ValidationError(_("Say first on which day the event was held."))
    return held.occurred_on


def refuse_closed(event: Event) -> None:
    """ValidationError once the attendance list of an event is closed."""
    closing = AttendanceClosing.objects.standing().filter(event=event).first()
    if closing:
        message = _("The attendance list was closed on %(day)s. Open it again first.")
        raise ValidationError(message % {"day": numbers.day(closing.occurred_on)})
