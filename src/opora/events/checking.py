"""Check-in as it is found: by its code or key, whether it is still on, and who used it."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.keys import is_key
from opora.events.models import (
    AttendanceClosing,
    Cancellation,
    CheckIn,
    Entry,
    EntryStatus,
    Event,
    Presence,
    Source,
    Way,
)
from opora.events.models.checking import SIGNS
from opora.programmes.asked import last_day

WRONG_CODES = 100
"""Codes that nobody has, from one address in WINDOW: a hall behind one address mistypes less, a guesser needs more."""
NAMES = 1000
"""Names typed from one address in WINDOW."""
WINDOW = 600
"""Seconds."""


def by_code(code: str) -> CheckIn | None:
    """The open check-in with a code, else the last one that had it; None when nobody ever had."""
    return _found(Q(code=code)) if len(code) == SIGNS and code.isascii() and code.isdecimal() else None


def by_key(key: str) -> CheckIn | None:
    """The same by the key of its address."""
    return _found(Q(key=key)) if is_key(key) else None


def _found(which: Q) -> CheckIn | None:
    rows = CheckIn.objects.standing().filter(which, event__voided_at=None)
    return (
        rows.select_related("event__programme__region").order_by(F("closed_at").desc(nulls_first=True), "-pk").first()
    )


def refusal(check_in: CheckIn) -> str:
    """Why nobody can check in any more, in words for who came; "" while one can."""
    event = check_in.event
    if Cancellation.objects.standing().filter(event=event).exists():
        return _("The event was called off.")
    today = last_day(event.programme.region)
    if check_in.occurred_on != today:
        message = _("This check-in was for %(day)s. Ask the organiser for today's code.")
        return message % {"day": numbers.day(check_in.occurred_on)}
    closing = AttendanceClosing.objects.standing().filter(event=event).exists()
    if check_in.closed_at is not None or closing:
        return _("Check-in is closed. If you are here, tell the organiser: they will enter you by hand.")
    return ""


def hour(moment: dt.datetime, time_zone: str) -> str:
    """10:03 as clocks there show it."""
    return f"{timezone.localtime(moment, ZoneInfo(time_zone)):%H:%M}"


def came_at(entry: Entry) -> dt.datetime:
    """When somebody typed this name."""
    return dt.datetime.fromisoformat(entry.intervals[0][0])


def too_many(what: str, address: str, most: int) -> bool:
    """Whether as much of it came from an address as may in WINDOW; counted by `count`, in each process for itself."""
    return int(cache.get(f"{what}:{address}", 0)) >= most


def count(what: str, address: str) -> None:
    """One more of it from an address."""
    key = f"{what}:{address}"
    if not cache.add(key, 1, WINDOW):
        with suppress(ValueError):  # it was forgotten in between
            cache.incr(key)


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who checked in: a person, or a name that nobody was found for."""

    at: dt.datetime
    presence: Presence | None
    entry: Entry | None


def came(event: Event, known_at: dt.datetime) -> list[Came]:
    """Everybody who checked in, the last first, as known at a moment; two queries.

    A name that means somebody is shown as that person.
    """
    made = Q(way=Way.CHECK_IN) | Q(roll__source=Source.CHECK_IN)
    rows = Presence.objects.known_at(known_at).filter(made, event=event).select_related("person", "in_place_of")
    people = {row.person_id: row for row in rows.order_by("-way", "-recorded_at", "-pk")}
    names = Entry.objects.filter(roll__event=event, roll__source=Source.CHECK_IN, roll__voided_at=None)
    names = names.exclude(status=EntryStatus.MATCHED)
    found = [Came(row.recorded_at, row, None) for row in people.values()]
    found += [Came(at, None, one) for one in names if (at := came_at(one)) <= known_at]
    return sorted(found, key=lambda one: one.at, reverse=True)
