"""How a point in time is written, in addresses and commands alike: `as_of` is a day, `known_at` a day or a moment."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from opora.core import clock, numbers

EARLIEST, LATEST = 2000, 2999
"""Years that can be asked about; a day is then far from where the calendar ends, in any time zone."""
SHOWN = 40
"""Characters of a mistake that its message repeats."""


def read_day(text: str) -> dt.date:
    """A day written YYYY-MM-DD, past or to come, from the year 2000 on; raises ValidationError."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        message = _("“%(text)s” is not a day. Write it like this: 2022-10-17.") % {"text": text[:SHOWN]}
        raise ValidationError(message, code="as_of") from None
    if day.year < EARLIEST:
        message = _("%(day)s is too early: figures are shown from %(year)d on.")
        raise ValidationError(message % {"day": day.isoformat(), "year": EARLIEST}, code="as_of_early")
    return day


def read_as_of(text: str) -> dt.date:
    """The same, today at the latest."""
    day = read_day(text)
    if day > clock.today():
        message = _("%(day)s has not come yet: figures are shown for today at the latest.") % {"day": day.isoformat()}
        raise ValidationError(message, code="as_of_future")
    return day


def read_known_at(text: str) -> dt.datetime:
    """A moment written YYYY-MM-DD[THH:MM[:SS]][+HH:MM]; a bare day means its end; raises ValidationError.

    A moment without an offset is taken in the active time zone. Years lie between EARLIEST and LATEST.
    """
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        form = _("“%(text)s” is not a moment. Write it like this: 2022-10-17 or 2022-10-17T18:30.")
        raise ValidationError(form % {"text": text[:SHOWN]}, code="known_at")
    if len(text) <= len("2022-10-17"):
        return clock.end_of(moment.date())
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def check_has_come(on: dt.date) -> None:
    """Raises ValidationError for the field `on` when the day is to come: nothing is recorded before it happens."""
    try:
        check_by(on, clock.today())
    except ValidationError as error:
        raise ValidationError({"on": error.messages}) from None


def check_by(day: dt.date, latest: dt.date) -> None:
    """Raises ValidationError for a day after the last one that there is something to say of."""
    if day > latest:
        raise ValidationError(_("%(day)s has not come yet.") % {"day": numbers.day(day)})
